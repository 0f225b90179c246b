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

    private readonly Lazy<Selector> _root;
    private readonly Lazy<ScannedPage?> _scan;
    private string? _type;
    private Encoding? _encoding;
    private string? _text;
    private Url? _baseUrl;
    private IReadOnlyList<MetaTag>? _metas;

    public Page(Response response)
    {
        Response = response;
        _root = new Lazy<Selector>(Parse);
        _scan = new Lazy<ScannedPage?>(Scan);
    }

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
            return _root.Value;
        }
    }

    /// <summary>The first base element's href, by the HTML standard, else the response's URL.</summary>
    public Url BaseUrl => _baseUrl ??= FindBaseUrl();

    /// <summary>The meta elements of its head; none of what is not HTML.</summary>
    public IReadOnlyList<MetaTag> Metas => _metas ??= IsHtml ? MetaTags.Find(Beginning()) : [];

    /// <summary>Whether a callback has asked for the tree itself: then it will on other pages, too.</summary>
    public bool DocumentUsed { get; private set; }

    private ReadOnlySpan<byte> Body => Response.Body.Span;

    private string? ContentType => Response.Headers["Content-Type"];

    private string Type => _type ??= MediaType.Of(ContentType, Body);

    /// <summary>Without a tree where that can be done, unless there is one already.</summary>
    /// <exception cref="NotSupportedException">The content is not text.</exception>
    public SelectorList Css(string query)
    {
        var plain = ScanQuery.Get(query);
        var values = plain.IsPlain && !_root.IsValueCreated && _scan.Value is { } scan ? plain.Ask(scan) : null;
        return values is null ? Selector.Css(query) : new([.. values.Select(value => new Selector(value, Html))]);
    }

    /// <summary>Parses ahead of the callback; an error is kept for it.</summary>
    public void ParseAhead()
    {
        try
        {
            _ = _root.Value;
        }
        catch (Exception)
        {
            // The lazy value keeps it and throws it again to whoever asks for the tree.
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
        !_root.IsValueCreated && _scan.Value is { } scan ? PageLinks.Of(scan, BaseUrl) : PageLinks.Of(_root.Value.Document, BaseUrl);

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
        if (!_root.IsValueCreated && _scan.Value is { } scan)
        {
            return scan.Base;
        }

        var mayHaveBase = Text.Contains("<base", StringComparison.OrdinalIgnoreCase);
        return mayHaveBase ? _root.Value.Document.QuerySelector("base[href]")?.GetAttribute("href") : null;
    }
}
