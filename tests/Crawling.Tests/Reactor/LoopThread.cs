using Crawling.Testing;

namespace Crawling.Tests;

/// <summary>A reactor on fake time whose loop runs in a thread of its own until the test ends.</summary>
internal sealed class LoopThread : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Thread _thread;

    public LoopThread()
    {
        Reactor = new Reactor(Time, Log);
        _thread = new Thread(Reactor.Run) { IsBackground = true };
        _thread.Start();
        Settle();
    }

    public FakeTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public Reactor Reactor { get; }

    /// <summary>Runs something on the loop and brings its result.</summary>
    public T Call<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Reactor.Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task.WaitAsync(Patience).GetAwaiter().GetResult();
    }

    public void Call(Action work) =>
        Call(() =>
        {
            work();
            return true;
        });

    /// <summary>Comes back when the loop has done what was posted and due before: a turn of its own lies between two posts.</summary>
    public void Settle()
    {
        Call(() => true);
        Call(() => true);
    }

    public void Advance(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Settle();
    }

    public void Join() => Assert.True(_thread.Join(Patience), "The loop did not end.");

    public void Dispose()
    {
        if (Reactor.IsRunning)
        {
            Reactor.Stop();
        }

        Join();
    }
}
