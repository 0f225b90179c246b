using System.Globalization;
using System.Runtime.InteropServices;

namespace Crawling.Cli;

/// <summary>
/// Watches a crawl on the whole terminal until it is disposed or left by a key, twice a second. What is printed meanwhile is kept for its log
/// page. The terminal is given back however the process ends, but for SIGKILL.
/// </summary>
internal sealed class LiveView : IDisposable
{
    private const int Hosts = 100;
    private const int FewestColumns = 1;
    private const string StatusKey = "downloader/response_status_count/";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(5);

    private readonly Crawler _crawler;
    private readonly LiveWatch _watch;
    private readonly LiveKeys _keys;
    private readonly LiveTerminal _terminal;
    private readonly LogTail _log = new();
    private readonly ProgressRates _rates;
    private readonly CrawlProgress _first;
    private readonly long _openedAt;
    private readonly SemaphoreSlim _look = new(0);
    private readonly PosixSignalRegistration[] _signals;
    private readonly IDisposable _redirection;
    private CrawlSnapshot _snapshot;
    private int _isClosed;

    private LiveView(CrawlerProcess process, Crawler crawler, CrawlConsole console)
    {
        _crawler = crawler;
        _terminal = new(console.Screen, Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
        _redirection = console.Redirect(_log);
        _watch = new(crawler.Events);
        _keys = new(process, crawler, Close);
        _rates = new(crawler.Time, SpeedWindow);
        _first = CrawlProgress.Of(crawler.Statistics);
        _openedAt = crawler.Time.GetTimestamp();
        _snapshot = new(crawler.Time.GetUtcNow(), CrawlState.Opening, 0, 0, 0, 0, []);
        _signals = OperatingSystem.IsWindows() ? [] :
        [
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _look.Release()),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => _terminal.Reopen()),
        ];
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        _terminal.Open();
        _ = Task.Run(DrawAsync);
        if (HasKeys)
        {
            // It waits in a read that nothing ends.
            new Thread(ReadKeys) { Name = "Keys", IsBackground = true }.Start();
        }
    }

    private static bool HasKeys => !Console.IsInputRedirected;

    private bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Null where there is no terminal to show it on.</summary>
    public static LiveView? Open(CrawlerProcess process, Crawler crawler, CrawlConsole console) =>
        console.HasScreen ? new(process, crawler, console) : null;

    public void Dispose() => Close();

    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException -= OnEnd;
            AppDomain.CurrentDomain.ProcessExit -= OnEnd;
            Array.ForEach(_signals, signal => signal.Dispose());
            _terminal.Close();
            _redirection.Dispose();
            foreach (var problem in _log.Problems)
            {
                Console.Error.WriteLine(problem.Text);
            }

            _watch.Dispose();
            _look.Release();
        }
    }

    private void OnEnd(object? sender, EventArgs e) => _terminal.Close();

    private void ReadKeys()
    {
        while (!IsClosed)
        {
            _keys.Press(Console.ReadKey(intercept: true));
            _look.Release();
        }
    }

    private async Task DrawAsync()
    {
        Task<CrawlSnapshot>? asked = null;
        while (!IsClosed)
        {
            try
            {
                asked ??= _crawler.SnapshotAsync(Hosts);
                _snapshot = await asked.WaitAsync(Interval, _crawler.Time);
                asked = null;
            }
            catch (TimeoutException)
            {
                // The loop does not run yet, or is held up: what was is shown on.
            }

            var (width, height) = (Math.Max(FewestColumns, Console.WindowWidth), Math.Max(FewestColumns, Console.WindowHeight));
            _terminal.Show(LiveScreen.Draw(StateNow(height), width, height));
            await _look.WaitAsync(Interval);
        }
    }

    private LiveState StateNow(int rows)
    {
        var progress = CrawlProgress.Of(_crawler.Statistics);
        _rates.Add(progress);
        var elapsed = _crawler.Time.GetElapsedTime(_openedAt);
        var state = new LiveState
        {
            Spider = _crawler.Spider.Name,
            Crawl = _snapshot,
            Progress = progress,
            Elapsed = elapsed,
            Pages = new(_rates.PagesPerSecond, (progress.Pages - _first.Pages) / elapsed.TotalSeconds),
            Items = new(_rates.ItemsPerSecond, (progress.Items - _first.Items) / elapsed.TotalSeconds),
            Failed = _crawler.Statistics["failure/count"],
            Limit = _crawler.Limits.ConcurrentRequests,
            Memory = Environment.WorkingSet,
            Statuses =
            [
                .. _crawler.Statistics.Numbers
                    .Where(number => number.Key.StartsWith(StatusKey, StringComparison.Ordinal))
                    .Select(number => (int.Parse(number.Key.AsSpan(StatusKey.Length), CultureInfo.InvariantCulture), number.Value)),
            ],
            Log = _log.Lines,
            Page = _keys.Page,
            Scroll = _keys.Scroll,
            HasKeys = HasKeys,
        };
        return _watch.AddTo(state, rows);
    }
}
