using Crawling.Testing;

namespace Crawling.Tests.Downloading.Http;

internal static class FakeTimes
{
    /// <summary>Lets a clock run, a second a moment, until something has ended.</summary>
    public static async Task<T> RunUntilAsync<T>(this FakeTime time, Task<T> end)
    {
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(end, Task.Delay(2));
        }

        return await end;
    }
}
