using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Benchmarks;

/// <summary>
/// The frontier in memory under millions of URLs of 80 characters over a thousand hosts: parsed, fingerprinted, added a hundred at a time as
/// pages bring them, those of a page on one host, and taken again one at a time. Run once in a process, whose peak memory is the frontier's.
/// </summary>
internal static class FrontierLoad
{
    private const int Hosts = 1000;
    private const int LinksOfPage = 100;
    private const int InFlight = 16;
    private const double Mebibyte = 1 << 20;

    public static async Task<int> RunAsync(int count, string command, TextWriter output)
    {
        await using var frontier = new MemoryFrontier(new FrontierOptions(), TimeProvider.System);
        var adding = await Pace.OfAsync(() => AddAsync(frontier, 0, count));
        var repeating = await Pace.OfAsync(() => AddAsync(frontier, 0, count / 10));
        var taking = await Pace.OfAsync(() => TakeAsync(frontier));
        var peak = ProcessStatus.Peak(Environment.ProcessId);
        return adding.Count == count && repeating.Count == 0 && taking.Count == count
            ? await Figure.PrintAsync(
                [
                    new("added", count, "n0"),
                    new("adds a second of one core", adding.PerCoreSecond, "n0") { AtLeast = 100_000 },
                    new("adds a second", adding.PerSecond, "n0"),
                    new("duplicates refused a second of one core", count / 10 / repeating.Cpu.TotalSeconds, "n0"),
                    new("takes a second of one core", taking.PerCoreSecond, "n0"),
                    new("takes a second", taking.PerSecond, "n0"),
                    new("peak RSS MiB", peak / Mebibyte) { AtMost = 400 },
                ],
                command,
                output)
            : throw new InvalidOperationException($"Of {count} added {adding.Count}, repeated {repeating.Count}, taken {taking.Count}.");
    }

    /// <returns>How many were new.</returns>
    private static async Task<long> AddAsync(MemoryFrontier frontier, int from, int to)
    {
        var added = 0L;
        var calls = new Queue<Task<bool[]>>();
        for (var first = from; first < to; first += LinksOfPage)
        {
            if (calls.Count == InFlight)
            {
                added += (await calls.Dequeue()).Count(isNew => isNew);
            }

            var links = Enumerable.Range(first, Math.Min(LinksOfPage, to - first));
            calls.Enqueue(frontier.AddAsync([.. links.Select(id => FrontierRequest.Of(new Request(UrlOf(id)), Hop.First))]).AsTask());
        }

        return added + (await Task.WhenAll(calls)).Sum(all => all.LongCount(isNew => isNew));
    }

    /// <returns>How many there were.</returns>
    private static async Task<long> TakeAsync(MemoryFrontier frontier)
    {
        var slots = new Queue<string>(Enumerable.Range(0, Hosts).Select(HostOf));
        var taken = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(WorkAsync)));
        return taken.Sum();

        async Task<long> WorkAsync()
        {
            var count = 0L;
            while (Next() is { } slot)
            {
                var (leases, next) = await frontier.TakeAsync(slot, 1);
                await frontier.CompleteAsync([.. leases.Select(lease => new Completion(lease.Token, []))], []);
                count += leases.Count;
                if (next is not null)
                {
                    lock (slots)
                    {
                        slots.Enqueue(slot);
                    }
                }
            }

            return count;
        }

        string? Next()
        {
            lock (slots)
            {
                return slots.TryDequeue(out var slot) ? slot : null;
            }
        }
    }

    private static string HostOf(int page) => $"host-{page % Hosts:000}.example";

    private static string UrlOf(int id) => $"http://{HostOf(id / LinksOfPage)}/catalogue/products/of/the/year/item-{id:00000000}.html?page=1";
}
