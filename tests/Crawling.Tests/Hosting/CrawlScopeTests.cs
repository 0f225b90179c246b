using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Hosting;

public class CrawlScopeTests
{
    [Fact]
    public async Task What_a_crawl_has_made_is_disposed_with_it_and_what_services_have_made_is_theirs()
    {
        await using var services = new ServiceCollection().AddSingleton<Kept>().BuildServiceProvider();
        var scope = new CrawlScope(services.CreateAsyncScope());
        var made = scope.Make<Made>(typeof(Made));
        var asynchronous = scope.Make<MadeAsync>(typeof(MadeAsync));
        var kept = scope.Make<Kept>(typeof(Kept));

        await scope.DisposeAsync();
        await scope.DisposeAsync();

        Assert.Equal((1, 1, 0), (made.Disposed, asynchronous.Disposed, kept.Disposed));
    }

    private class Made : IDisposable
    {
        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }

    private sealed class Kept : Made;

    private sealed class MadeAsync : IAsyncDisposable
    {
        public int Disposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            Disposed++;
            return default;
        }
    }
}
