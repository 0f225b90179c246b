using System.Net;
using System.Net.Sockets;

namespace Crawling.Downloading;

/// <summary>Asks the system for the addresses of a name; may block for a long time.</summary>
internal delegate IPAddress[] NameLookup(string host);

/// <summary>
/// The addresses of host names. The system tells no time to live, so what it answers is kept for fixed times. One look-up a name runs at a
/// time, so many in all, each on a thread of its own: the system's look-up blocks, on the thread pool it would hold up the crawl.
/// </summary>
internal sealed class NameCache(TimeProvider time, NameLookup lookUp)
{
    public const int Capacity = 10_000;
    public const int ConcurrentLookups = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Answer> _byAge = new();
    private readonly SemaphoreSlim _places = new(ConcurrentLookups);

    /// <summary>How long addresses are kept.</summary>
    public static TimeSpan Positive { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it is kept that a name has no address.</summary>
    public static TimeSpan Negative { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a failure of the resolver is kept: as short as RFC 9520, section 3.2, lets it be.</summary>
    public static TimeSpan Failure { get; } = TimeSpan.FromSeconds(1);

    public int Count => _answers.Count;

    /// <summary>At least one address, in the system's order.</summary>
    /// <exception cref="DownloadException">There is none.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var (addresses, error) = await AnswerFor(host).Addresses.WaitAsync(cancellation);
        return addresses.Length > 0
            ? addresses
            : throw new DownloadException(FailureReason.NameResolution, $"No address is known for '{host}': {error?.Message ?? "the answer is empty."}", error);
    }

    private static TimeSpan LifetimeOf((IPAddress[] Addresses, Exception? Error) outcome) => outcome switch
    {
        { Addresses.Length: > 0 } => Positive,
        { Error: null or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } => Negative,
        _ => Failure,
    };

    private Answer AnswerFor(string host)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_answers.TryGetValue(host, out var known) && now < known.End)
            {
                return known;
            }

            MakeRoom(now);
            var answer = new Answer(host);
            _answers[host] = answer;
            _byAge.Enqueue(answer);
            _ = LookUpAsync(answer);
            return answer;
        }
    }

    private void MakeRoom(long now)
    {
        while (_byAge.TryPeek(out var oldest) && (oldest.End <= now || _byAge.Count >= Capacity))
        {
            _byAge.Dequeue();
            if (_answers.GetValueOrDefault(oldest.Host) == oldest)
            {
                _answers.Remove(oldest.Host);
            }
        }
    }

    private async Task LookUpAsync(Answer answer)
    {
        await _places.WaitAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var outcome = await Task.Factory.StartNew(
            () => LookUp(answer.Host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _places.Release();
        answer.End = time.GetTimestamp() + (long)(LifetimeOf(outcome).TotalSeconds * time.TimestampFrequency);
        answer.Complete(outcome);
    }

    private (IPAddress[] Addresses, Exception? Error) LookUp(string host)
    {
        try
        {
            return (lookUp(host), null);
        }
        catch (Exception error)
        {
            return ([], error);
        }
    }

    private sealed class Answer(string host)
    {
        private readonly TaskCompletionSource<(IPAddress[] Addresses, Exception? Error)> _addresses =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private long _end = long.MaxValue;

        public string Host => host;

        public Task<(IPAddress[] Addresses, Exception? Error)> Addresses => _addresses.Task;

        /// <summary>The timestamp up to which it holds: without end as long as it is awaited.</summary>
        public long End
        {
            get => Volatile.Read(ref _end);
            set => Volatile.Write(ref _end, value);
        }

        public void Complete((IPAddress[] Addresses, Exception? Error) outcome) => _addresses.SetResult(outcome);
    }
}
