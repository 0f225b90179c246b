using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Hosting;

public sealed class CrawlScopeTests
{
    [Fact]
    public async Task The_parts_of_a_crawl_share_a_scope_that_ends_with_it()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var uses = new ConcurrentQueue<(string Part, Store Store)>();
        var services = new ServiceCollection().AddSingleton(uses).AddScoped<Store>();
        services.AddCrawler().AddItemPipeline<StorePipeline>().AddExtension<StoreExtension>();
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using var process = new CrawlerProcess(services: provider);
        var arguments = new Dictionary<string, string> { ["site"] = site.Address };
        var first = process.Crawl<StoreSpider>(arguments).AddCallback(_ => uses.All(use => use.Store.IsDisposed));
        await process.RunAsync();
        Assert.True(await first);
        Assert.Equal(["StoreExtension", "StorePipeline", "StoreSpider"], uses.Select(use => use.Part).Order());
        var store = Assert.Single(uses.Select(use => use.Store).Distinct());
        Assert.Same(process.Crawlers.Single(), store.Crawler);

        await using var next = new CrawlerProcess(services: provider);
        _ = next.Crawl<StoreSpider>(arguments);
        await next.RunAsync();
        Assert.Equal(2, uses.Select(use => use.Store).Distinct().Count());
    }

    [Fact]
    public async Task A_crawl_that_never_runs_leaves_its_scope_to_the_process()
    {
        var uses = new ConcurrentQueue<(string Part, Store Store)>();
        await using var provider = new ServiceCollection().AddSingleton(uses).AddScoped<Store>().BuildServiceProvider();
        await using (var process = new CrawlerProcess(services: provider))
        {
            process.CreateCrawler(typeof(StoreSpider));
            Assert.False(uses.Single().Store.IsDisposed);
        }

        Assert.True(uses.Single().Store.IsDisposed);
    }

    [Fact]
    public async Task Services_that_know_nothing_of_crawls_are_enough_for_one()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var provider = new ServiceCollection().BuildServiceProvider();

        var result = await CrawlOnce.RunAsync(new Paths { Site = site.Address }, services: provider);

        Assert.Equal((CloseReason.Finished, 1), (result.Reason, result.Statistics["item_scraped_count"]));
    }

    private sealed class Store(IServiceProvider scope) : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public Crawler Crawler => field ??= scope.GetRequiredService<Crawler>();

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return default;
        }
    }

    private sealed class StoreSpider : Paths
    {
        public StoreSpider(ConcurrentQueue<(string Part, Store Store)> uses, Store store) => uses.Enqueue((nameof(StoreSpider), store));
    }

    private sealed class StorePipeline(ConcurrentQueue<(string Part, Store Store)> uses, Store store, Crawler crawler) : IItemPipeline
    {
        public ValueTask<object> ProcessAsync(object item, ItemContext context)
        {
            Assert.Same(crawler, store.Crawler);
            uses.Enqueue((nameof(StorePipeline), store));
            return new(item);
        }
    }

    private sealed class StoreExtension(ConcurrentQueue<(string Part, Store Store)> uses, Store store) : CrawlerExtension
    {
        public override ValueTask OnClosedAsync(Crawler crawler, CloseReason reason)
        {
            Assert.False(store.IsDisposed);
            uses.Enqueue((nameof(StoreExtension), store));
            return default;
        }
    }
}
