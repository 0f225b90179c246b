using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>crawler view URL</c>: a page in the browser, as the engine saw it.</summary>
internal sealed class ViewCommand : ExampledCommand
{
    private readonly Argument<string> _url = new("url") { Description = "The page's URL." };

    private readonly PageOptions _page = new();

    public ViewCommand()
        : base("view", "Opens a page in the browser as a crawl sees it, without scripts, and prints the path of the file.", """
            crawler view https://example.com/
            crawler view http://quotes.toscrape.com/ --demo
            """)
    {
        Add(_url);
        _page.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var url = PageOptions.Read(command.GetRequiredValue(_url));
        await using var crawl = _page.Open(command);
        try
        {
            var path = SavedPage.Save(await crawl.FetchAsync(new Request(url)));
            Console.Out.WriteLine(path);
            if (!Browser.Open(path))
            {
                Console.Error.WriteLine("crawler: there is no browser to open it; $BROWSER names one");
            }

            return ExitCode.Finished;
        }
        catch (DownloadException error)
        {
            Console.Error.WriteLine(CleanText.Line($"crawler: not fetched: {error.Reason}: {error.Message}"));
            return ExitCode.Failed;
        }
    }
}
