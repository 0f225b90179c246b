using System.Text.Json;
using Crawling.Curl;
using Crawling.Downloading;
using Crawling.Forms;
using Crawling.Robots;

namespace Crawling;

/// <summary>A page to fetch and what to do with it. Immutable: change a copy by <c>with</c>.</summary>
/// <param name="Url">Where; sent as it is written, never in its canonical form.</param>
public record Request(Url Url)
{
    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    private readonly IReadOnlyDictionary<string, object?> _meta = Nothing;
    private readonly RareSettings _rare = RareSettings.None;

    /// <summary>Takes the response. Default: <see cref="Spider.ParseAsync"/>.</summary>
    public ParseCallback? Callback { get; init; }

    /// <summary>Takes the failure. Default: <see cref="Spider.ErrorAsync"/>.</summary>
    public ErrorCallback? Errback
    {
        get => _rare.Errback;
        init => _rare = _rare with { Errback = value };
    }

    /// <summary>The HTTP method, in upper case however it is set. Default: GET.</summary>
    /// <exception cref="ArgumentException">It is not a token (RFC 9110, section 9.1).</exception>
    public string Method
    {
        get;
        init
        {
            HttpSyntax.CheckMethod(value);
            field = value.ToUpperInvariant();
        }
    } = "GET";

    /// <summary>Header fields to send besides those the engine adds. Content-Length and Transfer-Encoding, which follow from the body, and
    /// Proxy-Authorization, which follows from the proxy's URL, are ignored.</summary>
    public HeaderList Headers { get; init; } = [];

    /// <summary>The bytes to send as the request's content.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Cookies to send with this request, and from then on to the same origin, in place of others of these names.</summary>
    /// <exception cref="ArgumentException">A name or value holds what no cookie may (RFC 6265, section 4.1.1).</exception>
    public IReadOnlyDictionary<string, string>? Cookies
    {
        get => _rare.Cookies;
        init
        {
            HttpSyntax.CheckCookies(value);
            _rare = _rare with { Cookies = value };
        }
    }

    /// <summary>The cookie session this request belongs to: requests of one share cookies. Default: the crawl's one.</summary>
    public string? CookieJar
    {
        get => _rare.CookieJar;
        init => _rare = _rare with { CookieJar = value };
    }

    /// <summary>A request of higher priority goes before the others of its slot. Default: 0.</summary>
    public int Priority { get; init; }

    /// <summary>Fetches even if the same request was made before; it then neither reads nor writes the set of seen requests.</summary>
    public bool DontFilter { get; init; }

    /// <summary>JSON-able values (and <see cref="Crawling.Url"/>) for the author's own use; the engine keeps nothing here.</summary>
    /// <exception cref="ArgumentException">A value is something else.</exception>
    public IReadOnlyDictionary<string, object?> Meta
    {
        get => _meta;
        init => _meta = JsonValues.Check(value, nameof(Meta));
    }

    /// <summary>JSON-able values (and <see cref="Crawling.Url"/>) for the callback.</summary>
    /// <exception cref="ArgumentException">A value is something else.</exception>
    public IReadOnlyDictionary<string, object?> CallbackArguments
    {
        get => _rare.CallbackArguments ?? Nothing;
        init => _rare = _rare with { CallbackArguments = JsonValues.Check(value, nameof(CallbackArguments)) };
    }

    /// <summary>Non-2xx statuses that still reach the callback. Default: those of the spider.</summary>
    public IReadOnlyCollection<int>? AllowedStatuses
    {
        get => _rare.AllowedStatuses;
        init => _rare = _rare with { AllowedStatuses = value };
    }

    /// <summary>The limit of the whole fetch. Default: <see cref="DownloadOptions.Timeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not over 0, or longer than a timer takes (24 days).</exception>
    public TimeSpan? Timeout
    {
        get => _rare.Timeout;
        init => _rare = value is null || (value > TimeSpan.Zero && value <= LongestTimeout)
            ? _rare with { Timeout = value }
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The timeout of a request lies between 0 and {LongestTimeout}.");
    }

    /// <summary>The limit of the body in bytes, on the wire and decoded. Default: <see cref="DownloadOptions.MaxBodySize"/>.</summary>
    public long? MaxBodySize
    {
        get => _rare.MaxBodySize;
        init => _rare = _rare with { MaxBodySize = value };
    }

    /// <summary>The proxy to fetch through: <c>http</c>, <c>https</c>, <c>socks4</c>, <c>socks4a</c> or <c>socks5</c>, its user name and password
    /// in the URL; <c>direct:</c> for none. Default: that of <see cref="CrawlerOptions.Proxy"/>.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public Url? Proxy
    {
        get => _rare.Proxy;
        init => _rare = value is null || ProxyAddress.IsDirect(value) || ProxyAddress.IsProxy(value)
            ? _rare with { Proxy = value }
            : throw new ArgumentException($"'{value.WithUserInfo("")}' is no proxy: one is {ProxyAddress.Form}, or direct: for none.", nameof(value));
    }

    /// <summary>The politeness slot. Default: the host name in lower case, without port.</summary>
    public string? Slot
    {
        get => _rare.Slot;
        init => _rare = _rare with { Slot = value };
    }

    /// <summary>The download handler's name. Default: by the URL's scheme.</summary>
    public string? Handler
    {
        get => _rare.Handler;
        init => _rare = _rare with { Handler = value };
    }

    /// <summary>How often a failure of this request is tried again, whatever its method. Default: <see cref="RetryOptions.Times"/>, for methods
    /// that are safe to repeat.</summary>
    public int? MaxRetries
    {
        get => _rare.MaxRetries;
        init => _rare = _rare with { MaxRetries = value };
    }

    /// <summary>False: a redirect is given to the callback or errback as it is. Default: true.</summary>
    public bool FollowRedirects
    {
        get => _rare.FollowRedirects;
        init => _rare = _rare with { FollowRedirects = value };
    }

    /// <summary>Whether of a body that breaks off before its end what came is taken, flagged <c>truncated</c>, instead of failing.
    /// Default: <see cref="DownloadOptions.KeepTruncated"/>.</summary>
    public bool? KeepTruncated
    {
        get => _rare.KeepTruncated;
        init => _rare = _rare with { KeepTruncated = value };
    }

    /// <summary>Asked before a body is fetched whether it is wanted, for a status that reaches the callback. Runs during the download, at the
    /// same time as callbacks.</summary>
    public HeadersCallback? OnHeaders
    {
        get => _rare.OnHeaders;
        init => _rare = _rare with { OnHeaders = value };
    }

    /// <summary>Takes the body as it comes, for a status that reaches the callback; the response is flagged <c>streamed</c>. Runs during the
    /// download, at the same time as callbacks, and once more for every retry.</summary>
    /// <exception cref="ArgumentException">There is a <see cref="SaveTo"/>.</exception>
    public BodyCallback? OnBody
    {
        get => _rare.OnBody;
        init => _rare = value is null || SaveTo is null ? _rare with { OnBody = value } : throw OneTaker();
    }

    /// <summary>The file that the body is written to as it comes, in constant memory, in place of <see cref="Response.Body"/>; for a status that
    /// reaches the callback. It is there once it is whole; one that exists is replaced.</summary>
    /// <exception cref="ArgumentException">It is empty, or there is an <see cref="OnBody"/>.</exception>
    public string? SaveTo
    {
        get => _rare.SaveTo;
        init
        {
            ArgumentOutOfRangeException.ThrowIfEqual(value, "");
            _rare = value is null || OnBody is null ? _rare with { SaveTo = value } : throw OneTaker();
        }
    }

    /// <summary>What the engine knows of the way here; made anew when a spider yields the request.</summary>
    internal Hop Hop { get; init; } = Hop.First;

    /// <summary>What robots.txt says of its origin; null for a request that is not subject to it. Set when it leaves the scheduler.</summary>
    internal RobotsAnswer? Robots
    {
        get => _rare.Robots;
        init => _rare = _rare with { Robots = value };
    }

    /// <summary>Whether of a body over its limit the beginning is taken, instead of none.</summary>
    internal bool CutsBody
    {
        get => _rare.CutsBody;
        init => _rare = _rare with { CutsBody = value };
    }

    /// <summary>Takes the body as it comes; put around by the layers of the downloader on the way down.</summary>
    internal BodySink? Sink
    {
        get => _rare.Sink;
        init => _rare = _rare with { Sink = value };
    }

    /// <summary>Whether the rules of a <see cref="CrawlSpider"/> go on from its page.</summary>
    internal bool FollowsLinks { get; init; }

    /// <summary>A request that sends form fields, as a browser would: in the body, or in the query if the method is GET.</summary>
    public static Request Form(Url url, IEnumerable<KeyValuePair<string, string>> fields, string method = "POST") =>
        FormEncoding.Create(url, fields, method);

    /// <summary>
    /// A request that submits a form of a page as a browser would (HTML standard, section 4.10.22): its successful controls, in the form's
    /// encoding, to its action.
    /// </summary>
    /// <param name="response">The page.</param>
    /// <param name="fields">Values in place of the form's own of the same name; a null value takes a field out.</param>
    /// <param name="form">The form: its id, name, place on the page from 0, or a CSS selector of it or of something in it. Default: the first.</param>
    /// <param name="click">The button: its name, or a CSS selector; "" for none. Default: the first that submits.</param>
    /// <exception cref="ArgumentException">There is no such form or button; the message names those there are.</exception>
    /// <exception cref="NotSupportedException">The response is not text; the message names its type.</exception>
    /// <exception cref="FormatException">The form's action is not a URL, or the page has no tree: see <see cref="Response.Document"/>.</exception>
    public static Request FormFrom(
        Response response, IEnumerable<KeyValuePair<string, string>>? fields = null, string? form = null, string? click = null) =>
        FormSubmission.Create(response, fields ?? [], form, click);

    /// <summary>A request that sends a value as JSON.</summary>
    public static Request Json<T>(Url url, T value, string method = "POST") => new(url)
    {
        Method = method,
        Headers = new HeaderList().Add("Content-Type", "application/json").Add("Accept", "application/json"),
        Body = JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web),
    };

    /// <summary>The request that a curl command would send, as a browser's developer tools copy it ("Copy as cURL (bash)").</summary>
    /// <exception cref="FormatException">It is no curl command, or has an option that says nothing of a request; the message names it.</exception>
    public static Request FromCurl(string command) => CurlReader.Read(command);

    /// <summary>A curl command for a POSIX shell that sends this request: method, URL, headers, cookies, body and proxy.</summary>
    /// <exception cref="NotSupportedException">The body holds a NUL, which no command line can.</exception>
    public string ToCurl() => CurlWriter.Write(this);

    private static ArgumentException OneTaker() => new("A body goes to OnBody or to the file of SaveTo, not to both.");

    /// <summary>Method and URL, without user name and password.</summary>
    public sealed override string ToString() => $"{Method} {Url.WithUserInfo("")}";

    /// <summary>What few requests have, and none need carry that waits in a queue of millions.</summary>
    private sealed record RareSettings
    {
        public static readonly RareSettings None = new();

        public ErrorCallback? Errback { get; init; }

        public IReadOnlyDictionary<string, object?>? CallbackArguments { get; init; }

        public IReadOnlyDictionary<string, string>? Cookies { get; init; }

        public string? CookieJar { get; init; }

        public IReadOnlyCollection<int>? AllowedStatuses { get; init; }

        public TimeSpan? Timeout { get; init; }

        public long? MaxBodySize { get; init; }

        public Url? Proxy { get; init; }

        public string? Slot { get; init; }

        public string? Handler { get; init; }

        public int? MaxRetries { get; init; }

        public bool FollowRedirects { get; init; } = true;

        public bool? KeepTruncated { get; init; }

        public HeadersCallback? OnHeaders { get; init; }

        public BodyCallback? OnBody { get; init; }

        public string? SaveTo { get; init; }

        public RobotsAnswer? Robots { get; init; }

        public bool CutsBody { get; init; }

        public BodySink? Sink { get; init; }
    }
}
