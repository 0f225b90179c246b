using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using Crawling.Diagnostics;
using Crawling.Parsing;
using Crawling.Scraping;

namespace Crawling;

/// <summary>What came back for a request.</summary>
public sealed class Response
{
    private readonly Page _page;
    private Request? _request;
    private CallbackLane? _lane;
    private CrawlRecorder? _recorder;
    private RobotsDirectives? _robots;

    /// <summary>Makes a response, as a download handler or a test does.</summary>
    /// <param name="url">Where it came from.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="headers">The header fields.</param>
    /// <param name="body">The content, its codings removed.</param>
    /// <param name="request">The request it answers. Default: the one under way, and outside a crawl a GET of the URL.</param>
    public Response(Url url, int status = 200, HeaderList? headers = null, ReadOnlyMemory<byte> body = default, Request? request = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        Url = url;
        Status = status;
        Headers = headers ?? [];
        Body = body;
        _request = request;
        _page = new Page(this);
    }

    /// <summary>Where it came from: the last URL of the redirects.</summary>
    public Url Url { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The header fields as received.</summary>
    public HeaderList Headers { get; }

    /// <summary>The content, its codings removed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The content as text, in its <see cref="Encoding"/>.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public string Text => _page.Text;

    /// <summary>The encoding of the content: BOM, Content-Type, meta, then UTF-8 if valid, else windows-1252 (the HTML standard's order).</summary>
    public Encoding Encoding => _page.Encoding;

    /// <summary>The request it answers: the last of the redirects.</summary>
    public Request Request => _request ?? new Request(Url);

    /// <summary>The request's <see cref="Request.Meta"/>.</summary>
    public IReadOnlyDictionary<string, object?> Meta => Request.Meta;

    /// <summary>The request's <see cref="Request.CallbackArguments"/>.</summary>
    public IReadOnlyDictionary<string, object?> CallbackArguments => Request.CallbackArguments;

    /// <summary>Marks such as <c>truncated</c>, <c>stopped</c>, <c>streamed</c>, <c>cached</c> or <c>replayed</c>.</summary>
    public IReadOnlySet<string> Flags { get; internal init; } = FrozenSet<string>.Empty;

    /// <summary>From sending the request to the response's header block.</summary>
    public TimeSpan Latency { get; internal init; }

    /// <summary>Links between the start and this response.</summary>
    public int Depth => Request.Hop.Depth;

    /// <summary>The URLs that led here by redirect, the first one asked for first.</summary>
    public IReadOnlyList<Url> RedirectedFrom => Request.Hop.RedirectedFrom;

    /// <summary>Why each of <see cref="RedirectedFrom"/> led on: its status, such as "301", or "meta refresh".</summary>
    public IReadOnlyList<string> RedirectReasons => Request.Hop.RedirectReasons;

    /// <summary>Whether the content is HTML or XHTML, by its type or, without one, by its first bytes.</summary>
    public bool IsHtml => _page.IsHtml;

    /// <summary>Whether the content is text of any kind: HTML, XML, JSON, plain.</summary>
    public bool IsText => _page.IsText;

    /// <summary>What the page asks of crawlers, by X-Robots-Tag and meta elements. It is obeyed if the settings say so
    /// (<see cref="RobotsOptions.ObeyNoFollow"/>, <see cref="RobotsOptions.ObeyNoIndex"/>).</summary>
    public RobotsDirectives Robots => _robots ??= PageDirectives.Of(this);

    /// <summary>Ends when the crawl can wait no longer for the callback.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>The page's tree, parsed at first use; XML by its Content-Type is parsed as XML.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    /// <exception cref="System.Xml.XmlException">The XML is not well-formed, has a DTD, is nested more than 512 deep, or has over a million elements.</exception>
    /// <exception cref="FormatException">Thousands of the page's elements are nested more than 512 deep, or there are over a million, or
    /// more than the page has characters.</exception>
    public IDocument Document => _page.Document;

    /// <summary>The page's root.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public Selector Selector => _page.Selector;

    /// <summary>Whether the host has not seen the request, so that its slot need not pause after it.</summary>
    internal bool IsUnsent { get; init; }

    /// <summary>The bytes of this response that the downloader received, header block and coded body.</summary>
    internal long BytesReceived { get; set; }

    internal Page Page => _page;

    /// <summary>Whether a callback runs for it, or has fetched it.</summary>
    internal bool IsInCrawl => _recorder is not null;

    /// <summary>Ties a response that was made without a request, as a middleware may make one, to the request it stands for.</summary>
    internal void AnswerTo(Request request) => _request ??= request;

    /// <summary>Hides from its spider what has been added to the request on the way, which is not to be sent again with a copy.</summary>
    internal void ShowRequest(Request request) => _request = request;

    /// <summary>The same, by a change of the request that is shown, if one is.</summary>
    internal void ShowRequest(Func<Request, Request> show) => _request = _request is null ? null : show(_request);

    /// <summary>A callback for it begins.</summary>
    internal void RunIn(CallbackLane lane, CrawlRecorder recorder)
    {
        _lane = lane;
        _recorder = recorder;
        Cancellation = lane.Cancellation;
    }

    /// <summary>The nodes that match a CSS selector; <c>::text</c> and <c>::attr(name)</c> give texts and attribute values.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public SelectorList Css(string query) => _page.Css(query);

    /// <summary>What an XPath 1.0 expression gives.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public SelectorList XPath(string query) => Selector.XPath(query);

    /// <summary>The items of the elements that match a CSS selector. One that misses a field, or has one that cannot be read, is left out, logged
    /// and counted as <c>item_dropped_count</c>.</summary>
    /// <exception cref="ArgumentException">It is not a CSS selector; the message says where.</exception>
    /// <exception cref="DropItemException">There is such an item, and no crawl is there to count it.</exception>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public IReadOnlyList<T> Extract<T>(string query)
        where T : IExtractable<T> => Selector.Extract<T>(query);

    /// <summary>The one item of the page.</summary>
    /// <exception cref="DropItemException">A field that must be there is missing or unreadable; the message names it. A callback that lets this
    /// through has ended; it is logged and counted as <c>item_dropped_count</c>.</exception>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    public T Extract<T>()
        where T : IExtractable<T> => Selector.Extract<T>();

    /// <summary>The matches of a regular expression in the text: all groups of each, or the whole match if it has none.</summary>
    public IReadOnlyList<string> Re(string pattern) => _page.Re(pattern);

    /// <summary>The content read as JSON, whatever its Content-Type; member names are matched without case.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON, or not of this shape.</exception>
    public T? Json<T>() => _page.Json<T>();

    /// <summary>A reference of this page made absolute, by the page's base URL.</summary>
    /// <exception cref="FormatException">It is not a URL.</exception>
    public Url UrlJoin(string reference) => _page.References.TryJoin(reference, out var url) ? url : Url.Parse(reference, _page.BaseUrl);

    /// <summary>A request for a reference of this page.</summary>
    /// <exception cref="FormatException">It is not a URL.</exception>
    public Request Follow(string reference, ParseCallback? callback = null) => new(UrlJoin(reference)) { Callback = callback };

    /// <summary>A request for a link: its href or src, or its own text or value; null when it has none, or not a URL.</summary>
    public Request? Follow(Selector selector, ParseCallback? callback = null)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return selector.Reference is { } reference && _page.References.TryJoin(reference.Trim(), out var url)
            ? new Request(url) { Callback = callback }
            : null;
    }

    /// <summary>A request for a link, as <see cref="Links"/> and a <see cref="LinkExtractor"/> give them.</summary>
    public Request Follow(Link link, ParseCallback? callback = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new(link.Url) { Callback = callback };
    }

    /// <summary>A request for each of the links that have a reference.</summary>
    public IEnumerable<Request> FollowAll(SelectorList selectors, ParseCallback? callback = null) =>
        selectors.Select(selector => Follow(selector, callback)).OfType<Request>();

    /// <summary>A request for each of the links.</summary>
    public IEnumerable<Request> FollowAll(IEnumerable<Link> links, ParseCallback? callback = null) => links.Select(link => Follow(link, callback));

    /// <summary>A request for each of the page's references, without those that are no URL.</summary>
    public IEnumerable<Request> FollowAll(IEnumerable<string> references, ParseCallback? callback = null) => references
        .Select(reference => _page.References.TryJoin(reference?.Trim(), out var url) ? new Request(url) { Callback = callback } : null)
        .OfType<Request>();

    /// <summary>Every http or https link of the page, absolute, once each, in order; no more than fit into 256 MiB.</summary>
    /// <exception cref="NotSupportedException">The content is not text; the message names its type.</exception>
    /// <exception cref="FormatException">It takes a tree to find them, and there is none: see <see cref="Document"/>.</exception>
    public IReadOnlyList<Link> Links() => _page.Links();

    /// <summary>Fetches in the middle of a callback, through the scheduler, so as politely as any other request. Not filtered as a duplicate,
    /// and not kept by a job: when the callback runs again, so does this.</summary>
    /// <returns>The response, whatever its status.</returns>
    /// <exception cref="DownloadException">There was none.</exception>
    /// <exception cref="InvalidOperationException">No callback is running for this response.</exception>
    public Task<Response> FetchAsync(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FetchByAsync(LaneFor(nameof(FetchAsync)), request);
    }

    /// <summary>Stops the callback here, for as long as it takes, and shows the response to whoever runs the crawl: the command line opens a shell
    /// with it, another program its <see cref="IResponseInspector"/>. Without one it logs a line and goes on.</summary>
    /// <exception cref="InvalidOperationException">No callback is running for this response.</exception>
    public Task InspectAsync()
    {
        var lane = LaneFor(nameof(InspectAsync));
        if (_recorder!.Crawler is { Inspector: { } inspector } crawler)
        {
            return lane.WaitAsync(() => inspector.InspectAsync(this, crawler, Cancellation).AsTask());
        }

        _recorder.NotInspected(this);
        return Task.CompletedTask;
    }

    /// <summary>A copy with another status, header fields or content.</summary>
    public Response With(int? status = null, HeaderList? headers = null, ReadOnlyMemory<byte>? body = null) =>
        new(Url, status ?? Status, headers ?? Headers, body ?? Body, _request)
        {
            Flags = Flags,
            Latency = Latency,
            BytesReceived = BytesReceived,
            IsUnsent = IsUnsent,
            _recorder = _recorder,
        };

    /// <summary>An item cannot be taken from it.</summary>
    internal void LeaveOut(DropItemException drop) => _recorder?.ItemIncomplete(drop, this);

    /// <summary>The same with one flag more.</summary>
    internal Response Flagged(string flag) => new(Url, Status, Headers, Body, _request)
    {
        Flags = Flags.Append(flag).ToFrozenSet(StringComparer.Ordinal),
        Latency = Latency,
        BytesReceived = BytesReceived,
    };

    /// <summary>Status and URL, without user name and password.</summary>
    public override string ToString() => $"{Status} {Url.WithUserInfo("")}";

    private CallbackLane LaneFor(string method) => _lane ?? throw new InvalidOperationException(
        $"{method} works in the callback of a running crawl; this response is in none.");

    private async Task<Response> FetchByAsync(CallbackLane lane, Request request)
    {
        var answer = await lane.FetchAsync(request, this, Cancellation);
        answer._recorder = _recorder;
        return answer;
    }
}
