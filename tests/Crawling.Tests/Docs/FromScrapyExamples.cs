using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

/// <summary>The examples of docs/from-scrapy.md, word for word.</summary>
public static class FromScrapyExamples
{
#pragma warning disable CS1998 // The examples await nothing.
    public sealed record Quote(string Text, string Author, IReadOnlyList<string> Tags) : Item;

    public sealed record Author(string Name, string? Born, string FirstSeen) : Item;

    public sealed class Quotes : Spider
    {
        public string? Tag { get; set; }

        public override IReadOnlyCollection<string> AllowedDomains => ["quotes.toscrape.com"];

        public override IEnumerable<string> StartUrls =>
            [Tag is null ? "https://quotes.toscrape.com/" : $"https://quotes.toscrape.com/tag/{Tag}/"];

        protected override void Configure(CrawlerOptions options)
        {
            options.ConcurrentRequestsPerHost = 2;
            options.ItemPipelines.Add<PlainText>();
            options.DownloaderMiddleware.InsertAfter<RetryMiddleware, BusyPage>();
        }

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            foreach (var quote in response.Css("div.quote"))
            {
                yield return new Quote(
                    quote.Css("span.text::text").Get()!,
                    quote.Css("small.author::text").Get()!,
                    quote.Css("a.tag::text").GetAll());
            }

            foreach (var author in response.FollowAll(response.Css("div.quote span a[href^='/author/']"), ParseAuthorAsync))
            {
                yield return author with
                {
                    Errback = AuthorFailedAsync,
                    CallbackArguments = new Dictionary<string, object?> { ["page"] = response.Url },
                };
            }

            foreach (var next in response.FollowAll(response.Css("li.next a")))
            {
                yield return next;
            }
        }

        private async IAsyncEnumerable<Output> ParseAuthorAsync(Response response)
        {
            yield return new Author(
                response.Css("h3.author-title::text").Get()!.Trim(),
                response.Css(".author-born-date::text").Get(),
                (Url)response.CallbackArguments["page"]!);
        }

        private async IAsyncEnumerable<Output> AuthorFailedAsync(RequestFailure failure)
        {
            Logger.LogWarning("No author: {Url} failed, {Reason}.", failure.Request.Url, failure.Reason);
            yield break;
        }
    }

    public sealed class PlainText : ItemPipeline<Quote>
    {
        protected override async ValueTask<Quote> ProcessAsync(Quote item, ItemContext context)
        {
            if (item.Tags.Count == 0)
            {
                throw new DropItemException("no tags");
            }

            return item with { Text = item.Text.Trim('“', '”') };
        }
    }

    public sealed class BusyPage : IDownloaderMiddleware
    {
        public async ValueTask<DownloadResult> InvokeAsync(
            Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
        {
            if (!request.Headers.Contains("X-Client"))
            {
                request = request with { Headers = [.. request.Headers, new("X-Client", "quotes")] };
            }

            var result = await next(request, cancellation);
            return result.Response is { } page && page.Body.Span.IndexOf("<title>Busy</title>"u8) >= 0 ? page.With(status: 503) : result;
        }
    }
#pragma warning restore CS1998
}
