using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Crawling.Downloading;
using Crawling.Testing;

namespace Crawling.Tests.Downloading.Connecting;

public sealed class NameCacheTests
{
    private readonly FakeTime _time = new();
    private readonly ConcurrentQueue<string> _asked = new();

    [Fact]
    public async Task Addresses_are_kept_for_a_while_whatever_the_case_of_the_name()
    {
        var names = Cache(_ => [IPAddress.Loopback, IPAddress.IPv6Loopback]);

        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], await ResolveAsync(names, "a.example"));
        _time.Advance(NameCache.Positive - TimeSpan.FromTicks(1));
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], await ResolveAsync(names, "A.example"));
        Assert.Equal(["a.example"], _asked);

        _time.Advance(TimeSpan.FromTicks(1));
        await ResolveAsync(names, "a.example");
        Assert.Equal(["a.example", "a.example"], _asked);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, 5)]
    [InlineData(SocketError.NoData, 5)]
    [InlineData(SocketError.TryAgain, 1)]
    public async Task That_there_is_no_address_is_kept_more_briefly(SocketError error, int seconds)
    {
        var names = Cache(_ => throw new SocketException((int)error));

        await FailsAsync(names);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await FailsAsync(names);
        Assert.Single(_asked);

        _time.Advance(TimeSpan.FromTicks(1));
        await FailsAsync(names);
        Assert.Equal(2, _asked.Count);

        static async Task FailsAsync(NameCache names)
        {
            var failure = await Assert.ThrowsAsync<DownloadException>(() => ResolveAsync(names, "a.example"));
            Assert.Equal(FailureReason.NameResolution, failure.Reason);
            Assert.Contains("'a.example'", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_answer_is_no_address() =>
        Assert.Contains(
            "the answer is empty",
            (await Assert.ThrowsAsync<DownloadException>(() => ResolveAsync(Cache(_ => []), "a.example"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task An_address_is_not_looked_up(string literal)
    {
        Assert.Equal([IPAddress.Parse(literal)], await ResolveAsync(Cache(_ => []), literal));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Look_ups_run_once_a_name_few_at_a_time_and_not_on_the_thread_pool()
    {
        using var gate = new ManualResetEventSlim();
        var onPool = new ConcurrentQueue<bool>();
        var names = Cache(_ =>
        {
            onPool.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
            gate.Wait();
            return [IPAddress.Loopback];
        });
        var hosts = Enumerable.Range(0, 3 * NameCache.ConcurrentLookups).Select(i => $"{i}.example").ToList();

        var all = hosts.Concat(hosts).Select(host => ResolveAsync(names, host)).ToList();
        while (_asked.Count < NameCache.ConcurrentLookups)
        {
            await Task.Delay(1);
        }

        await Task.Delay(20);
        Assert.Equal(NameCache.ConcurrentLookups, _asked.Count);
        gate.Set();
        await Task.WhenAll(all);

        Assert.Equal(hosts.Order(), _asked.Order());
        Assert.DoesNotContain(true, onPool);
    }

    [Fact]
    public async Task Who_gives_up_waiting_disturbs_nobody_else()
    {
        using var gate = new ManualResetEventSlim();
        var names = Cache(_ =>
        {
            gate.Wait();
            return [IPAddress.Loopback];
        });
        using var impatient = new CancellationTokenSource();

        var one = names.ResolveAsync("a.example", impatient.Token);
        var other = ResolveAsync(names, "a.example");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        gate.Set();

        Assert.Single(await other);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_crawl_over_very_many_hosts_does_not_fill_it()
    {
        var names = Cache(_ => [IPAddress.Loopback]);
        for (var i = 0; i < NameCache.Capacity + 100; i++)
        {
            await ResolveAsync(names, $"{i}.example");
        }

        Assert.Equal(NameCache.Capacity, names.Count);
        await ResolveAsync(names, "0.example");
        Assert.Equal(NameCache.Capacity + 101, _asked.Count);

        _time.Advance(NameCache.Positive);
        await ResolveAsync(names, "last.example");
        Assert.Equal(1, names.Count);
    }

    private static Task<IReadOnlyList<IPAddress>> ResolveAsync(NameCache names, string host) => names.ResolveAsync(host, CancellationToken.None);

    private NameCache Cache(Func<string, IPAddress[]> lookUp) => new(_time, host =>
    {
        _asked.Enqueue(host);
        return lookUp(host);
    });
}
