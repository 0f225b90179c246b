using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html;
using Crawling.Links;

namespace Crawling.Parsing;

/// <summary>The content of a response, read as text and as a tree at first use. A race decodes twice but parses once.</summary>
internal sealed class Page
{
    /// <summary>What all trees of HTML have in common.</summary>
    private static readonly Tree Html = new(HtmlMarkupFormatter.Instance);

    private static readonly SearchValues<string> BeginOfBase = SearchValues.Create(["<base"], StringComparison.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private Selector? _root;
    private ExceptionDispatchInfo? _parseError;
    private ScannedPage? _scan;
    private bool _isScanned;
    private string? _type;
    private Encoding? _encoding;
    private string? _text;
    private Url? _baseUrl;
    private PageReferences? _references;
    private IReadOnlyList<MetaTag>? _metas;

    public Page(Response response) => Response = response;

    public Response Response { get; }

    public Encoding Encoding => _encoding ??= DetectEncoding();

    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public string Text => _text ??= Decode();

    public bool IsHtml => MediaType.IsHtml(Type);

    public bool IsText => MediaType.IsText(Type);

    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public IDocument Document => Selector.Document;

    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public Selector Selector
    {
        get
        {
            DocumentUsed = true;
            return Root;
        }
    }

    /// <summary>The first base element's href, by the HTML standard, else the response's URL.</summary>
    public Url BaseUrl => _baseUrl ??= FindBaseUrl();

    /// <summary>Its references, joined to <see cref="BaseUrl"/>.</summary>
    public PageReferences References => _references ??= new(BaseUrl);

    /// <summary>The meta elements of its head; none of what is not HTML.</summary>
    public IReadOnlyList<MetaTag> Metas => _metas ??= IsHtml ? MetaTags.Find(Beginning()) : [];

    /// <summary>Whether a callback has asked for the tree itself: then it will on other pages, too.</summary>
    public bool DocumentUsed { get; private set; }

    private ReadOnlySpan<byte> Body => Response.Body.Span;

    private Selector Root
    {
        get
        {
            lock (_lock)
            {
                _parseError?.Throw();
                try
                {
                    return _root ??= Parse();
                }
                catch (Exception error)
                {
                    _parseError = ExceptionDispatchInfo.Capture(error);
                    throw;
                }
            }
        }
    }

    /// <summary>What one pass over the bytes has found; null if there is a tree already, or if the page takes one.</summary>
    private ScannedPage? Scanned
    {
        get
        {
            lock (_lock)
            {
                if (_root is null && !_isScanned)
                {
                    _scan = Scan();
                    _isScanned = true;
                }

                return _root is null ? _scan : null;
            }
        }
    }

    private string? ContentType => Response.Headers["Content-Type"];

    private string Type => _type ??= MediaType.Of(ContentType, Body);

    /// <summary>Without a tree where that can be done, unless there is one already.</summary>
    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public SelectorList Css(string query)
    {
        var plain = ScanQuery.Get(query);
        var values = plain.IsPlain && Scanned is { } scan ? plain.Ask(scan) : null;
        return values is null ? Selector.Css(query) : new([.. values.Select(value => new Selector(value, Html))]);
    }

    /// <summary>Parses ahead of the callback; an error is kept for it.</summary>
    public void ParseAhead()
    {
        try
        {
            _ = Root;
        }
        catch (Exception)
        {
            // It is thrown again to whoever asks for the tree.
        }
    }

    /// <summary>Lets go of what is many times the size of the content; whoever still asks for it has it read again. A page that waits for its turn
    /// is old to the garbage collector, and what it refers to would live on with it for long after its end.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _root = null;
            _scan = null;
            _isScanned = false;
            _text = null;
        }
    }

    public IReadOnlyList<string> Re(string pattern) => [.. Pattern.Extract(Pattern.Get(pattern), Text)];

    /// <summary>Reads the content whatever its Content-Type is, as APIs often get that wrong.</summary>
    public T? Json<T>()
    {
        var encoding = HtmlEncoding.DetectPlain(Body, ContentType);
        var body = HtmlEncoding.WithoutBom(Body, encoding);
        return HtmlEncoding.IsUtf8(encoding)
            ? JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)
            : JsonSerializer.Deserialize<T>(encoding.GetString(body), JsonSerializerOptions.Web);
    }

    /// <summary>Without a tree, unless there is one already or the page takes one.</summary>
    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public IReadOnlyList<Link> Links() =>
        Scanned is { } scan ? PageLinks.Of(scan, BaseUrl) : PageLinks.Of(Root.Document, BaseUrl);

    /// <summary>As long as a head may be, in UTF-8.</summary>
    private ReadOnlySpan<byte> Beginning()
    {
        var bytes = HtmlEncoding.WithoutBom(Body[..Math.Min(Body.Length, MetaTags.Limit)], Encoding);
        return HtmlEncoding.IsUtf8(Encoding) ? bytes : System.Text.Encoding.UTF8.GetBytes(Encoding.GetString(bytes));
    }

    private Encoding DetectEncoding() =>
        IsHtml ? HtmlEncoding.Detect(Body, ContentType)
        : MediaType.IsXml(Type) ? HtmlEncoding.DetectXml(Body, ContentType)
        : HtmlEncoding.DetectPlain(Body, ContentType);

    private string Decode() =>
        IsText
            ? Encoding.GetString(HtmlEncoding.WithoutBom(Body, Encoding))
            : throw new NotSupportedException($"{Response.Url} is not text but {Type}: read its Body instead.");

    private Selector Parse() =>
        MediaType.IsXml(Type)
            ? new(XmlTree.Parse(Text), new Tree(XmlFormatter.Instance, Page: this))
            : new(HtmlTree.Parse(Text), Html with { Page = this });

    private ScannedPage? Scan()
    {
        if (!IsText || MediaType.IsXml(Type))
        {
            return null;
        }

        var body = Response.Body[(Body.Length - HtmlEncoding.WithoutBom(Body, Encoding).Length)..];
        return ScannedPage.Scan(HtmlEncoding.IsUtf8(Encoding) ? body : System.Text.Encoding.UTF8.GetBytes(Text));
    }

    private Url FindBaseUrl()
    {
        var reference = IsHtml ? FindBase() : null;
        return Url.TryParse(reference, Response.Url, out var url) && IsBase(url) ? url : Response.Url;
    }

    private static bool IsBase(Url url) => url.Scheme is not ("data" or "javascript") && url.Href.Length <= LinkRoom.LongestBase;

    private string? FindBase()
    {
        // Most pages have no base element, and need no tree to tell.
        if (Scanned is { } scan)
        {
            return scan.Base;
        }

        return Text.AsSpan().ContainsAny(BeginOfBase) ? Root.Document.QuerySelector("base[href]")?.GetAttribute("href") : null;
    }
}
