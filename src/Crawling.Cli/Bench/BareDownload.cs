namespace Crawling.Cli;

/// <summary>Pages by .NET's HTTP client, with no crawler around it.</summary>
internal static class BareDownload
{
    /// <param name="urls">Taken one by one.</param>
    /// <param name="inFlight">How many at once.</param>
    /// <param name="interrupt">Ends it before that; what is in flight is finished.</param>
    /// <exception cref="HttpRequestException">A page could not be had.</exception>
    public static async Task<BenchLoad> RunAsync(IEnumerable<string> urls, int inFlight, CancellationToken interrupt)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        using var waiting = urls.GetEnumerator();
        var loads = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => FetchAllAsync(client, waiting, interrupt))));
        return new(loads.Sum(load => load.Pages), loads.Sum(load => load.Bytes));
    }

    private static async Task<BenchLoad> FetchAllAsync(HttpMessageInvoker client, IEnumerator<string> waiting, CancellationToken interrupt)
    {
        var load = default(BenchLoad);
        while (!interrupt.IsCancellationRequested && Next(waiting) is { } url)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await client.SendAsync(request, CancellationToken.None);
            var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(CancellationToken.None);
            load = new(load.Pages + 1, load.Bytes + body.Length);
        }

        return load;
    }

    private static string? Next(IEnumerator<string> waiting)
    {
        lock (waiting)
        {
            return waiting.MoveNext() ? waiting.Current : null;
        }
    }
}
