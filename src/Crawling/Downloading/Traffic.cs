namespace Crawling.Downloading;

/// <summary>Bytes in and out, counted while they flow.</summary>
internal sealed class Traffic
{
    private long _received;
    private long _sent;
    private long _takenReceived;
    private long _takenSent;

    /// <summary>All that has been received.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>All that has been sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public void AddReceived(long bytes) => Interlocked.Add(ref _received, bytes);

    public void AddSent(long bytes) => Interlocked.Add(ref _sent, bytes);

    /// <summary>What has flowed since the last call. For one caller.</summary>
    public (long Received, long Sent) Take()
    {
        var (received, sent) = (Received, Sent);
        var taken = (received - _takenReceived, sent - _takenSent);
        (_takenReceived, _takenSent) = (received, sent);
        return taken;
    }
}
