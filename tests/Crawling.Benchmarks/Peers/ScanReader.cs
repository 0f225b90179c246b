using System.Text;

namespace Crawling.Benchmarks;

/// <summary>
/// By a search for <c>&lt;a …href="…"</c> in the bytes. Right for pages as the generator of this documentation writes them, and for few others:
/// no comments, scripts, bases or character references are heeded. What it costs is what any reader of links costs at least.
/// </summary>
internal sealed class ScanReader : IPageReader
{
    private readonly char[] _url = new char[4096];

    public (string Title, int Links) Read(string url, byte[] body, BareFrontier frontier)
    {
        var links = 0;
        var folder = url.AsSpan(0, url.LastIndexOf('/') + 1);
        var host = url.IndexOf('/', "http://".Length);
        for (var rest = body.AsSpan(); rest.IndexOf("<a "u8) is var start and >= 0;)
        {
            rest = rest[(start + "<a ".Length)..];
            var tag = rest[..Math.Max(rest.IndexOf((byte)'>'), 0)];
            var at = tag.IndexOf("href=\""u8);
            if (at < 0)
            {
                continue;
            }

            var value = tag[(at + "href=\"".Length)..];
            value = value[..Math.Max(value.IndexOf((byte)'"'), 0)];
            links++;
            var path = value.IndexOf((byte)'#') is var hash and >= 0 ? value[..hash] : value;
            if (!path.IsEmpty && path.IndexOf((byte)':') < 0 && path[0] != '/' && path.Length + folder.Length < _url.Length)
            {
                Follow(folder, path, host, frontier);
            }
        }

        return (Title(body), links);
    }

    private void Follow(ReadOnlySpan<char> folder, ReadOnlySpan<byte> path, int host, BareFrontier frontier)
    {
        while (path.StartsWith("../"u8))
        {
            path = path[3..];
            folder = folder[..(Math.Max(folder[..^1].LastIndexOf('/'), host) + 1)];
        }

        folder.CopyTo(_url);
        if (path.IndexOf("/."u8) >= 0)
        {
            frontier.Add(new Uri(new Uri(folder.ToString()), Encoding.UTF8.GetString(path)).AbsoluteUri);
            return;
        }

        var length = folder.Length + Encoding.UTF8.GetChars(path.StartsWith("./"u8) ? path[2..] : path, _url.AsSpan(folder.Length));
        frontier.Add(_url.AsSpan(0, length));
    }

    private static string Title(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf("<title>"u8) + "<title>".Length;
        var end = body[start..].IndexOf("</title>"u8);
        return end < 0 ? "" : Encoding.UTF8.GetString(body.Slice(start, end));
    }
}
