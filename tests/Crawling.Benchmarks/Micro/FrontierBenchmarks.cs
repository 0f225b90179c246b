using BenchmarkDotNet.Attributes;
using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Benchmarks;

/// <summary>The frontier in memory, for a request each.</summary>
public class FrontierBenchmarks
{
    private const int Count = 50_000;
    private const string Host = "docs.example.org";

    private readonly FrontierRequest[] _requests =
        [.. Enumerable.Range(0, Count).Select(id => FrontierRequest.Of(new Request($"https://{Host}/3/library/page-{id}.html"), Hop.First))];

    private readonly SeenSet _seen = new();

    [GlobalSetup]
    public void Fill() => Array.ForEach(_requests, request => _seen.Add(request.Fingerprint));

    [Benchmark(OperationsPerInvoke = Count)]
    public async Task AddAndTake()
    {
        await using var frontier = New();
        await frontier.AddAsync(_requests);
        for (var taken = 0; taken < Count; taken++)
        {
            var (leases, _) = await frontier.TakeAsync(Host, 1);
            await frontier.CompleteAsync([new(leases[0].Token, [])], []);
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public async Task Add()
    {
        await using var frontier = New();
        await frontier.AddAsync(_requests);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SeenSetAdd()
    {
        var seen = new SeenSet();
        return _requests.Count(request => seen.Add(request.Fingerprint));
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SeenSetContains() => _requests.Count(request => _seen.Contains(request.Fingerprint));

    private static MemoryFrontier New() => new(new FrontierOptions { MemoryLimit = long.MaxValue }, TimeProvider.System);
}
