using Microsoft.AspNetCore.Http;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>One of the hosts: what both have in common, and where each answers for its own pages.</summary>
internal abstract class DemoHost(string name)
{
    private DemoSitemap? _sitemap;

    public string Name => name;

    private DemoSitemap Sitemap => _sitemap ??= new DemoSitemap(name, SitemapPaths);

    /// <summary>The paths that robots are asked to leave alone.</summary>
    protected abstract IEnumerable<string> Disallowed { get; }

    /// <summary>The paths listed in the sitemap; they stay the same.</summary>
    protected abstract IEnumerable<string> SitemapPaths { get; }

    public async ValueTask<IResult> AnswerAsync(HttpRequest request)
    {
        if (HttpMethods.IsPost(request.Method))
        {
            return await PostAsync(request) ?? Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        return request.Path.Value switch
        {
            "/robots.txt" => Robots(request),
            "/static/main.css" => Resource("main.css", "text/css; charset=utf-8"),
            _ => Sitemap.Get(request) ?? Get(request) ?? NotFound(),
        };
    }

    /// <summary>The page, or null if there is none.</summary>
    protected abstract IResult? Get(HttpRequest request);

    /// <summary>The answer to a form, or null if the page takes none.</summary>
    protected virtual ValueTask<IResult?> PostAsync(HttpRequest request) => new((IResult?)null);

    protected static IResult Resource(string file, string contentType)
    {
        // The result closes the stream.
        var content = typeof(DemoHost).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException("Not embedded.", file);
        return Results.Stream(content, contentType);
    }

    private IResult Robots(HttpRequest request)
    {
        string[] lines =
        [
            "User-agent: *",
            .. Disallowed.DefaultIfEmpty("").Select(path => $"Disallow: {path}".TrimEnd()),
            "",
            $"Sitemap: {request.Scheme}://{Name}/sitemap.xml",
        ];
        return Results.Text(string.Join('\n', lines) + "\n", "text/plain; charset=utf-8");
    }

    private static IResult NotFound() => Page(
        Html($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="UTF-8"><title>404 Not Found</title><link rel="stylesheet" href="/static/main.css"></head>
            <body><div class="container"><h1>Not Found</h1><p>There is no such page here. <a href="/">To the first page</a></p></div></body>
            </html>
            """),
        StatusCodes.Status404NotFound);
}
