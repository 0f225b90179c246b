using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

/// <summary>The services of a process, as a test wants them.</summary>
internal static class Services
{
    /// <summary>With a log that the test reads.</summary>
    public static ServiceProvider With(RecordingLogger log) =>
        new ServiceCollection().AddSingleton<ILoggerFactory>(new OneLogger(log)).BuildServiceProvider();

    private sealed class OneLogger(ILogger log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
