using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crawling.Benchmarks;

/// <summary>
/// Made-up sites on loopback, in a process of its own, so that what they cost is not the crawler's. What a page is stands in its path:
/// <c>/page/WAIT/ID</c> has no links, <c>/ten/ID</c> leads to all ten of its kind, <c>/tree/WAIT/ID</c> has two children of its own, each on a
/// host of its own, and leads to pages that are known. Waits are milliseconds before the answer.
/// </summary>
internal static class PageServer
{
    public const string Command = "serve-pages";

    /// <summary>The hosts that a tree is spread over.</summary>
    public const int TreeHosts = 10_000;

    private const int KnownLinks = 8;

    private static readonly string Paragraphs = string.Concat(Enumerable.Repeat("<p>A page of a site that is not there, with as much text as a page has.</p>\n", 30));

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.Out.WriteLine(new Uri(app.Urls.First()).Port);

        // Its end is the end of whoever has started this.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public static string TreeUrl(int port, int wait, long id) => $"http://host-{id % TreeHosts}.test:{port}/tree/{wait}/{id}";

    private static async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var wait = path.Length == 3 ? Number(path[1]) : 0;
        if (wait > 0)
        {
            await Task.Delay((int)wait);
        }

        if (Links(path, context.Request.Host.Port ?? 80) is { } links)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Page(path[^1], links));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>Null: there is no such page.</summary>
    private static IEnumerable<string>? Links(string[] path, int port) => path switch
    {
        ["page", _, _] => [],
        ["ten", _] => Enumerable.Range(0, 10).Select(id => $"/ten/{id}"),
        ["tree", var wait, var name] => TreeLinks(Number(name)).Select(id => TreeUrl(port, (int)Number(wait), id)),
        _ => null,
    };

    private static IEnumerable<long> TreeLinks(long id) =>
        Enumerable.Range(1, KnownLinks).Select(link => (id + (link * 1237)) % TreeHosts).Concat([TreeHosts + (2 * id), TreeHosts + (2 * id) + 1]);

    private static string Page(string title, IEnumerable<string> links) =>
        $"<!DOCTYPE html>\n<html><head><title>Page {title}</title></head><body>\n{Paragraphs}{string.Concat(links.Select(link => $"<a href=\"{link}\">there</a>\n"))}</body></html>";

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
