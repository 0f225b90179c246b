using System.Reflection;

namespace Crawling.Cli;

/// <summary>What the code in a shell sees by name, besides its own variables.</summary>
public class ShellGlobals
{
    private const string Help = """
        response        the page: response.Css("h1::text").Get(), response.XPath(…), response.Json<T>(), response.Links()
        request         what it was asked for with
        fetch(url)      fetches another page, which is response from then on; a reference is resolved against the page; takes a Request too
        view()          opens the page in the browser, as the engine saw it
        spider          the spider, if there is one
        help()          shows this; Tab completes, Up and Down bring back earlier lines, Ctrl+C gives up, Ctrl+D or exit leaves
        """;

    private readonly Func<Request, CancellationToken, Task<Response>> _fetch;
    private readonly TextWriter _output;
    private Response? _response;

    internal ShellGlobals(Func<Request, CancellationToken, Task<Response>> fetch, Response? first, TextWriter output)
    {
        _fetch = fetch;
        _response = first;
        _output = output;
    }

    /// <summary>For a spider by its own type, if code can name that.</summary>
    internal static ShellGlobals Create(
        Spider? spider, Func<Request, CancellationToken, Task<Response>> fetch, Response? first, TextWriter output) =>
        spider is null ? new ShellGlobals(fetch, first, output)
        : !ScriptSession.IsReferable(spider.GetType()) ? new ShellGlobals<Spider>(spider, fetch, first, output)
        : (ShellGlobals)Activator.CreateInstance(
            typeof(ShellGlobals<>).MakeGenericType(spider.GetType()),
            BindingFlags.NonPublic | BindingFlags.Instance,
            binder: null,
            [spider, fetch, first, output],
            culture: null)!;

    /// <summary>The page.</summary>
    /// <exception cref="InvalidOperationException">None has been fetched.</exception>
    public Response response => _response ?? throw new InvalidOperationException("There is no page yet; get one by fetch(\"https://example.com/\").");

    /// <summary>The request that the page answers.</summary>
    /// <exception cref="InvalidOperationException">None has been fetched.</exception>
    public Request request => response.Request;

    /// <summary>Ends what is being evaluated.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>Fetches a page, which is <see cref="response"/> from then on.</summary>
    public Response fetch(string url) => fetch(new Request(_response is null ? Url.Parse(url) : _response.UrlJoin(url)));

    /// <summary>Fetches a page, which is <see cref="response"/> from then on.</summary>
    public Response fetch(Url url) => fetch(new Request(url));

    /// <summary>Fetches a page, which is <see cref="response"/> from then on.</summary>
    public Response fetch(Request request) => _response = _fetch(request, Cancellation).GetAwaiter().GetResult();

    /// <summary>Opens the page in the browser, as the engine saw it.</summary>
    public void view()
    {
        var path = SavedPage.Save(response);
        _output.WriteLine(Browser.Open(path) ? path : $"{path} (there is no browser to open it; $BROWSER names one)");
    }

    /// <summary>Shows what there is.</summary>
    public void help() => _output.WriteLine(Help);
}

/// <summary>The same, with a spider.</summary>
public sealed class ShellGlobals<TSpider> : ShellGlobals
    where TSpider : Spider
{
    internal ShellGlobals(TSpider spider, Func<Request, CancellationToken, Task<Response>> fetch, Response? first, TextWriter output)
        : base(fetch, first, output)
    {
        this.spider = spider;
    }

    /// <summary>The spider.</summary>
    public TSpider spider { get; }
}
