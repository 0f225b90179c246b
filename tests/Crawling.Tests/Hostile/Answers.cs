using Crawling.Tests.Downloading.Middleware.Decompression;

namespace Crawling.Tests.Hostile;

/// <summary>Answers of a server as they should be: every kind of framing, coding and status, to be changed.</summary>
internal static class Answers
{
    private const string Html =
        "<!DOCTYPE html><meta charset=utf-8><meta name=robots content=nofollow><base href=/b/><title>T</title><p>Hello <a href=1>one</a> <a href='/2?a=1&amp;b'>two</a></p>";

    private const string Map =
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>/a</loc><lastmod>2024-05-06</lastmod></url></urlset>";

    public static IReadOnlyList<string> Pages { get; } =
    [
        Whole("200 OK", "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: a=b; Path=/; Max-Age=60\r\nSet-Cookie: c=d; Expires=Wed, 02 Oct 2030 15:00:00 GMT; HttpOnly", Html),
        Whole("200 OK", "Content-Type: text/html\r\nX-Robots-Tag: noindex, otherbot: none\r\nReferrer-Policy: origin, no-referrer\r\nConnection: keep-alive", Html),
        Whole("200 OK", "Content-Type: text/html; charset=utf-16\r\nETag: \"x\"\r\nVary: *", "\xFF\xFE<\0p\0>\0H\0i\0"),
        Whole("200 OK", "Content-Type: application/json", "{\"a\":[1,2.5e3,\"\\u00fc\",null,true]}"),
        Whole("200 OK", "Content-Type: application/xml", Map),
        Coding("gzip", "gzip"),
        Coding("deflate", "deflate"),
        Coding("deflate", "raw deflate"),
        Coding("br", "br"),
        Coding("gzip, br", "gzip br"),
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n5;x=\"y\"\r\n<p>He\r\n1E\r\n" + Html[..30] + "\r\n0\r\nX-End: yes\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk(Compressed("gzip")) + "0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + Html,
        "HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + Whole("206 Partial Content", "Content-Range: bytes 0-9/100", "0123456789"),
        "HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n",
        Whole("200 OK", "Content-Type: text/html\r\nCache-Control: max-age=60, private=\"x\"\r\nAge: 5\r\nDate: Mon, 06 May 2024 07:10:00 GMT\r\nVary: Accept", Html),
        Whole("200 OK", "Content-Type: text/html\r\nExpires: Mon, 06 May 2024 07:10:00 GMT\r\nLast-Modified: Monday, 06-May-24 07:10:00 GMT\r\nETag: W/\"a\"", Html),
        Whole("200 OK", "Content-Type: text/html", "<meta http-equiv=refresh content='0; url=\"/5?a\"'>"),
        Whole("301 Moved Permanently", "Location: /12?x=y#z", ""),
        Whole("302 Found", "Location: //127.0.0.1:1/\xC3\xBC", "<a href=/3>here</a>"),
        Whole("307 Temporary Redirect", "Location: ../7", "x"),
        Whole("404 Not Found", "Content-Type: text/html", Html),
        Whole("429 Too Many Requests", "Retry-After: 120", ""),
        Whole("503 Service Unavailable", "Retry-After: Wed, 02 Oct 2030 15:00:00 GMT", "busy"),
        Whole("200 OK", string.Join("\r\n", Enumerable.Range(0, 200).Select(field => $"X-{field}: {new string('v', 100)}")), "many fields"),
        Whole("200 OK", "Set-Cookie: " + string.Join("\r\nSet-Cookie: ", Enumerable.Range(0, 200).Select(cookie => $"c{cookie}=v; Path=/{cookie}")), "many cookies"),
        Whole("200 OK", "X-Long: " + new string('v', 30_000), "a long field"),
    ];

    public static IReadOnlyList<string> Robots { get; } =
    [
        Whole("200 OK", "Content-Type: text/plain\r\nCache-Control: max-age=3600", "User-agent: *\r\nDisallow: /private/*$\r\nAllow: /\r\nCrawl-delay: 0.001\r\nSitemap: /map.xml\r\n"),
        Whole("200 OK", "Content-Encoding: gzip", Fuzz.Text(Coded.As("gzip", "User-agent: *\nDisallow: /a\n"u8))),
        Whole("404 Not Found", "Cache-Control: no-store, max-age=99999999999", "nothing"),
        Whole("301 Moved Permanently", "Location: /robots.txt?again", ""),
        Whole("500 Internal Server Error", "Retry-After: 1", "no"),
    ];

    private static string Whole(string status, string fields, string body) => $"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Coding(string header, string codings) => Whole("200 OK", $"Content-Type: text/html\r\nContent-Encoding: {header}", Compressed(codings));

    private static string Compressed(string codings) => Fuzz.Text(codings == "gzip br"
        ? Coded.As("br", Coded.As("gzip", Fuzz.Bytes(Html)))
        : Coded.As(codings, Fuzz.Bytes(Html)));

    private static string Chunk(string content) => $"{content.Length:x}\r\n{content}\r\n";
}
