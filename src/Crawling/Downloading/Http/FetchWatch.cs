namespace Crawling.Downloading;

/// <summary>Holds one fetch to the limits of its stages, by one timer, which every sign of life sets back.</summary>
internal sealed class FetchWatch : IDisposable
{
    private readonly DownloadOptions _options;
    private readonly TimeSpan _headersTimeout;
    private readonly TimeProvider _time;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenRegistration _registration;
    private bool _isSent;
    private bool _inBody;
    private long _sentAt;
    private long _waitsSince;
    private TimeSpan _windowTime;
    private long _windowBytes;

    public FetchWatch(DownloadOptions options, TimeSpan? ownTimeout, TimeProvider time, CancellationToken cancellation)
    {
        _options = options;

        // Who gives a request more time means its answer, too.
        _headersTimeout = ownTimeout > options.HeadersTimeout ? ownTimeout.Value : options.HeadersTimeout;
        _time = time;
        _outer = cancellation;
        _sentAt = time.GetTimestamp();
        _limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = cancellation.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), _limit);
    }

    /// <summary>Over how long the least throughput is measured.</summary>
    public static TimeSpan ThroughputWindow { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Cancelled when a limit has ended, or the fetch is to be given up for another reason.</summary>
    public CancellationToken Token => _limit.Token;

    /// <summary>Whether a limit has ended.</summary>
    public bool HasExpired => _limit.IsCancellationRequested && !_outer.IsCancellationRequested;

    /// <summary>Whether a connection was made for this fetch: else it came from the pool.</summary>
    public bool HasConnected { get; private set; }

    /// <summary>Whether the request is on its way: until then no more than a connection was wanted.</summary>
    public bool HasSent => _isSent;

    /// <summary>Takes down how it goes; null: nobody asks.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>What the fetch uses and gives back at its end.</summary>
    public IDisposable? Lease { get; set; }

    /// <summary>The time since the request was sent.</summary>
    public TimeSpan SinceSent => _time.GetElapsedTime(_sentAt);

    /// <summary>A connection is made for this fetch.</summary>
    public void Connects() => HasConnected = true;

    /// <summary>A header of the request is being written: the first one starts the clock.</summary>
    public void Sends()
    {
        if (_isSent)
        {
            return;
        }

        _isSent = true;
        _sentAt = _time.GetTimestamp();
        _limit.CancelAfter(_headersTimeout);
    }

    /// <summary>The header block is there.</summary>
    public void Receives()
    {
        _inBody = true;
        _limit.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>More of the body is waited for. The time between two waits is that of whoever takes the body, not the server's.</summary>
    public void Waits()
    {
        _waitsSince = _time.GetTimestamp();
        _limit.CancelAfter(_options.BodyIdleTimeout);
    }

    /// <summary>Bytes of the body have come.</summary>
    /// <exception cref="DownloadException">They come too slowly.</exception>
    public void Received(int count)
    {
        _limit.CancelAfter(Timeout.InfiniteTimeSpan);
        _windowBytes += count;
        _windowTime += _time.GetElapsedTime(_waitsSince);
        if (_windowTime < ThroughputWindow)
        {
            return;
        }

        if (_windowBytes < _options.MinThroughput * _windowTime.TotalSeconds)
        {
            throw new DownloadException(
                FailureReason.TooSlow,
                $"The body came at less than {_options.MinThroughput} bytes a second for {ThroughputWindow} (download:minThroughput).");
        }

        _windowTime = TimeSpan.Zero;
        _windowBytes = 0;
    }

    /// <summary>The failure that the end of the limit is.</summary>
    public DownloadException Expiry(Exception error) => new(
        FailureReason.Timeout,
        _inBody
            ? $"Nothing more of the body within {_options.BodyIdleTimeout} (download:bodyIdleTimeout)."
            : $"No whole header block within {_headersTimeout} (download:headersTimeout).",
        error);

    public void Dispose()
    {
        _registration.Dispose();
        _limit.Dispose();
        Lease?.Dispose();
    }
}
