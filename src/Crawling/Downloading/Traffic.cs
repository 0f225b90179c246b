namespace Crawling.Downloading;

/// <summary>Bytes in and out, counted while they flow.</summary>
internal sealed class Traffic
{
    private long _received;
    private long _sent;

    public void AddReceived(long bytes) => Interlocked.Add(ref _received, bytes);

    public void AddSent(long bytes) => Interlocked.Add(ref _sent, bytes);

    /// <summary>What has flowed since the last call.</summary>
    public (long Received, long Sent) Take() => (Interlocked.Exchange(ref _received, 0), Interlocked.Exchange(ref _sent, 0));
}
