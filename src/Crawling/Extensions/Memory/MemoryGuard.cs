using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

/// <summary>
/// Watches the memory of the process, as <see cref="MemoryOptions"/> say: warns; over the limit gives back what is garbage; if that is not
/// enough lets no request start, so that what is under way comes to its end; and if that does not help either, closes the crawl. On the loop.
/// </summary>
internal sealed class MemoryGuard(
    Crawler crawler, Reactor reactor, Func<long> measure, ILogger logger, Action onProgress, Action<CloseReason> close)
{
    /// <summary>Looks in a row at which giving back was in vain, before the crawl is closed.</summary>
    private const int Patience = 3;

    private readonly MemoryOptions _options = crawler.Options.Memory;
    private DelayedCall? _next;
    private bool _hasWarned;
    private bool _isStopped;
    private int _looksOver;

    /// <summary>Whether no request may start, but for those that callbacks wait for.</summary>
    public bool HoldsUp => _looksOver > 0;

    /// <summary>The resident set.</summary>
    public static long OfProcess() => Environment.WorkingSet;

    public void Start()
    {
        crawler.Statistics.Set("memusage/startup", measure());
        Look();
    }

    public void Stop()
    {
        _isStopped = true;
        _next?.Cancel();
    }

    private void Look()
    {
        var used = measure();
        crawler.Statistics.Max("memusage/max", used);
        if (used >= _options.Warning && !_hasWarned)
        {
            _hasWarned = true;
            crawler.Statistics.Add("memusage/warning_reached");
            MemoryLog.Warning(logger, used, _options.Warning.Value);
        }

        if (used >= _options.Limit)
        {
            _ = ShrinkAsync(used, _options.Limit.Value);
            return;
        }

        LetGo(used);
        _next = reactor.CallLater(_options.Interval, Look);
    }

    private async Task ShrinkAsync(long used, long limit)
    {
        var left = await Task.Run(() =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return measure();
        });
        MemoryLog.Shrunk(logger, used, limit, left);
        reactor.Post(() => Shrunk(left, limit));
    }

    private void Shrunk(long left, long limit)
    {
        if (_isStopped)
        {
            return;
        }

        if (left < limit)
        {
            LetGo(left);
        }
        else if (++_looksOver == Patience)
        {
            crawler.Statistics.Add("memusage/limit_reached");
            MemoryLog.Exceeded(logger, left, limit);
            close(new CloseReason("memusage_exceeded"));
            return;
        }

        _next = reactor.CallLater(_options.Interval, Look);
    }

    private void LetGo(long used)
    {
        if (HoldsUp)
        {
            _looksOver = 0;
            MemoryLog.GoesOn(logger, used);
            onProgress();
        }
    }
}
