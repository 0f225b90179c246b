namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A spider that stops at gates of its site: in its start, in a callback, in a pipeline, and when that closes.</summary>
internal static class StageSpider
{
    public const string Name = "stages";

    /// <summary>Pages 1 to <c>Pages</c>, each with two more, and two items of the start.</summary>
    public const string Code = """
        using Crawling;

        public sealed class Stages : Spider
        {
            private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

            public string Site { get; set; } = "";

            public int Pages { get; set; } = 6;

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                for (var page = 1; page <= Pages; page++)
                {
                    yield return new Request($"{Site}/page/{page}");
                    if (page is 2 or 4)
                    {
                        yield return new Page($"start {page}");
                    }

                    if (page == 3)
                    {
                        await PassAsync("start");
                    }
                }
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                var page = int.Parse(response.Url.Path.Split('/')[^1]);
                yield return new Page($"{page}");
                if (page == 2)
                {
                    await PassAsync("callback");
                }

                if (page <= Pages)
                {
                    yield return response.Follow($"/page/{100 * page}");
                    yield return response.Follow($"/page/{100 * page + 1}");
                }
            }

            public Task PassAsync(string gate) => Http.GetAsync($"{Site}/gate/{gate}");

            protected override void Configure(CrawlerOptions options) => options.ItemPipelines.Add<Gates>();

            private sealed record Page(string Id) : Item;

            private sealed class Gates : ItemPipeline<Page>, IItemPipeline
            {
                protected override async ValueTask<Page> ProcessAsync(Page page, ItemContext context)
                {
                    if (page.Id == "2")
                    {
                        await ((Stages)context.Crawler.Spider).PassAsync("pipeline");
                    }

                    return page;
                }

                public async ValueTask CloseAsync(Crawler crawler) => await ((Stages)crawler.Spider).PassAsync("close");
            }
        }
        """;

    public static IEnumerable<string> Items(int pages) =>
    [
        "start 2",
        "start 4",
        .. Enumerable.Range(1, pages).SelectMany(page => new[] { page, 100 * page, (100 * page) + 1 }).Select(page => $"{page}"),
    ];
}
