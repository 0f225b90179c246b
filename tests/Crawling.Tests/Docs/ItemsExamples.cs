using System.ComponentModel.DataAnnotations;

namespace Crawling.Tests;

/// <summary>The examples of docs/items.md, docs/media.md and docs/feeds.md.</summary>
internal static class ItemsExamples
{
    public sealed record Book([Required] string Title, [Range(0, 10_000)] decimal? Price, [property: Key] string Upc) : Item;

    internal sealed class Books : Spider
    {
        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await Task.CompletedTask;
            var loader = new ItemLoader<Book>(response) { DefaultInput = FieldProcessors.Trim };
            loader.AddCss(nameof(Book.Title), "h1::text");
            loader.AddCss(nameof(Book.Price), ".price_color::text", FieldProcessors.Re(@"[\d.]+"));
            loader.NestedCss("table").AddXPath(nameof(Book.Upc), ".//th[.='UPC']/following-sibling::td/text()");
            yield return loader.Load();
        }
    }

    internal abstract class Covers : Spider
    {
        public sealed record Cover(string Title, string[] ImageUrls) : Item
        {
            public StoredFile[] Images { get; init; } = [];
        }

        protected override void Configure(CrawlerOptions options) => options.Images.Directory = "covers";
    }

    public sealed class Upload : CrawlerExtension
    {
        private static readonly HttpClient Client = new(new SocketsHttpHandler());

        public override async ValueTask OnClosedAsync(Crawler crawler, CloseReason reason)
        {
            foreach (var feed in crawler.Options.Feeds.Where(feed => File.Exists(feed.Path)))
            {
                using var content = new StreamContent(File.OpenRead(feed.Path));
                using var answer = await Client.PutAsync($"https://storage.example.com/{Path.GetFileName(feed.Path)}", content);
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
