namespace Crawling.Scraping;

/// <summary>Holds up new work while what has come of earlier work takes too much memory. From any thread.</summary>
internal sealed class MemoryGate(long limit)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private long _taken;

    /// <summary>Ends as soon as there is room.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _taken < limit ? Task.CompletedTask : (_opened ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Take(long bytes)
    {
        lock (_lock)
        {
            _taken += bytes;
        }
    }

    public void Return(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            if (_taken < limit)
            {
                _opened?.SetResult();
                _opened = null;
            }
        }
    }
}
