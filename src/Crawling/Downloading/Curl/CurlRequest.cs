using System.Globalization;
using System.Text;
using Crawling.Forms;
using Crawling.Parsing;

namespace Crawling.Curl;

/// <summary>What a curl command has said so far.</summary>
internal sealed class CurlRequest
{
    private readonly HeaderList _headers = [];
    private readonly HashSet<string> _unwanted = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _cookies = [];
    private MemoryStream? _data;
    private bool _isJson;
    private string? _url;

    public string? Method { get; set; }

    public bool IsHead { get; set; }

    public bool IsGet { get; set; }

    public string? User { get; set; }

    public string? Proxy { get; set; }

    public string? MaxTime { get; set; }

    public List<FormEntry> Fields { get; } = [];

    public void SetUrl(string url) =>
        _url = _url is null ? url : throw new FormatException($"The command has two URLs, '{_url}' and '{url}'; a request has one.");

    /// <summary><c>Name: value</c>; <c>Name;</c> for an empty one, <c>Name:</c> for none where curl would send one by itself.</summary>
    public void AddHeader(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 && !text.EndsWith(';'))
        {
            throw new FormatException($"'{text}' is no header, as Name: value.");
        }

        var name = colon < 0 ? text[..^1] : text[..colon];
        var value = colon < 0 ? "" : text[(colon + 1)..].Trim();
        if (colon >= 0 && value.Length == 0)
        {
            _unwanted.Add(name);
        }
        else if (name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            _cookies.Add(value);
        }
        else
        {
            Checked(() => _headers.Add(name, value));
        }
    }

    public void AddCookies(string text) =>
        _cookies.Add(text.Contains('=', StringComparison.Ordinal) ? text : throw new FormatException(
            $"-b '{text}' names a file, which is not read here: give cookies as 'name=value; name=value'."));

    public void AddData(ReadOnlySpan<byte> data)
    {
        _data?.WriteByte((byte)'&');
        (_data ??= new MemoryStream()).Write(data);
    }

    public void AddJson(ReadOnlySpan<byte> data)
    {
        _isJson = true;
        (_data ??= new MemoryStream()).Write(data);
    }

    public Request Build()
    {
        var url = _url ?? throw new FormatException("The command has no URL.");
        var data = _data?.ToArray();
        var body = IsGet ? null : data;
        var request = new Request(WithQuery(UrlOf(url), IsGet ? data : null));
        if (Fields.Count > 0)
        {
            request = FormEncoding.Post(request.Url, Fields, FormEncoding.Multipart, EncodingLabels.Utf8);
            AddDefault("Content-Type", request.Headers["Content-Type"]!);
        }
        else if (body is not null)
        {
            AddDefault("Content-Type", _isJson ? "application/json" : FormEncoding.UrlEncoded);
        }

        if (_isJson)
        {
            AddDefault("Accept", "application/json");
        }

        if (User is not null)
        {
            var credentials = User.Contains(':', StringComparison.Ordinal) ? User : $"{User}:";
            AddDefault("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");
        }

        request = request with { Body = body ?? request.Body, Proxy = Proxy is null ? null : UrlOf(Proxy), Timeout = Timeout() };
        return Checked(() => WithCookies(request) with { Method = MethodOf(request, body is not null), Headers = _headers });
    }

    private string MethodOf(Request request, bool hasData) => Method ?? (IsHead ? "HEAD" : hasData ? "POST" : request.Method);

    /// <summary>As named values, so that they join those of the crawl; as a header, if they cannot be told apart by name.</summary>
    private Request WithCookies(Request request)
    {
        var text = string.Join("; ", _cookies);
        var pairs = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2)).ToList();
        if (pairs.TrueForAll(pair => pair is [{ Length: > 0 }, _]) && pairs.DistinctBy(pair => pair[0], StringComparer.Ordinal).Count() == pairs.Count)
        {
            return pairs.Count == 0 ? request : request with { Cookies = pairs.ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal) };
        }

        _headers.Add("Cookie", text);
        return request;
    }

    private void AddDefault(string name, string value)
    {
        if (!_headers.Contains(name) && !_unwanted.Contains(name))
        {
            _headers.Add(name, value);
        }
    }

    private TimeSpan? Timeout() => MaxTime is null ? null
        : double.TryParse(MaxTime, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < int.MaxValue / 1000
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"'{MaxTime}' is no number of seconds.");

    /// <summary>Without a scheme it is http, as curl guesses.</summary>
    private static Url UrlOf(string text) => Url.Parse(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}");

    private static Url WithQuery(Url url, byte[]? data)
    {
        if (data is null)
        {
            return url;
        }

        var whole = url.Href[..^url.Fragment.Length];
        return Url.Parse($"{whole}{(whole.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Encoding.UTF8.GetString(data)}{url.Fragment}");
    }

    private static T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw new FormatException(error.Message, error);
        }
    }
}
