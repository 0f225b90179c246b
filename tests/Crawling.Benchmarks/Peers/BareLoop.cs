using System.Net;
using System.Text.Json;

namespace Crawling.Benchmarks;

/// <summary>
/// A crawl with nothing around it: no settings, no statistics, no politeness, no failures. What a crawler that does all of that is measured
/// against. Sixteen in flight, one JSON line a page.
/// </summary>
internal static class BareLoop
{
    public const string Command = "bare";

    private const int InFlight = 16;

    public static async Task RunAsync(string reader, string output, IEnumerable<string> starts)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        await using var file = new FileStream(output, FileMode.Create);
        var frontier = new BareFrontier();
        foreach (var start in starts)
        {
            frontier.Add(start);
        }

        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => WorkAsync(client, frontier, IPageReader.Named(reader), file))));
    }

    private static async Task WorkAsync(HttpMessageInvoker client, BareFrontier frontier, IPageReader reader, FileStream file)
    {
        await foreach (var url in frontier.Waiting.ReadAllAsync())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await client.SendAsync(request, default);
            var body = await response.Content.ReadAsByteArrayAsync();
            if (response is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/html" })
            {
                var (title, links) = reader.Read(url, body, frontier);
                var line = JsonSerializer.SerializeToUtf8Bytes(new { url, title, links });
                lock (file)
                {
                    file.Write(line);
                    file.WriteByte((byte)'\n');
                }
            }

            frontier.Done();
        }
    }
}
