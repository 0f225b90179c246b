using Crawling.Jobs;
using Crawling.Testing;

namespace Crawling.Tests.Jobs;

public sealed class LastErrorsTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task What_fails_in_a_crawl_is_kept_with_its_page()
    {
        await using var job = await JobCrawl.StartAsync();
        var nowhere = "http://user:pa55word@127.0.0.1:1/?token=s3cret";
        var spider = new SpiderOf
        {
            Urls = [job.Site.Url("/throw"), job.Site.Url("/item"), nowhere],
            Parse = response => response.Url.Path == "/throw" ? throw new InvalidOperationException("not this page") : Item(),
        };

        await job.RunAsync(spider, options =>
        {
            options.ItemPipelines.Add<Refusing>();
            options.Retry.Times = 0;
        });

        var errors = job.Report().Errors.ToDictionary(error => error.Url, error => error.Message);
        Assert.Equal(3, errors.Count);
        Assert.Equal("InvalidOperationException: not this page", errors[job.Site.Url("/throw")]);
        Assert.Equal("FormatException: not this item", errors[job.Site.Url("/item")]);
        Assert.StartsWith(nameof(FailureReason.ConnectionRefused), errors["http://***@127.0.0.1:1/?token=***"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_ten_are_kept_across_runs()
    {
        var values = new Dictionary<string, byte[]>();
        Run(values, 1, 7);
        Run(values, 8, 14);
        Run(values, 15, 16);
        Assert.Equal(Enumerable.Range(7, 10).Select(number => $"http://a/{number}"), LastErrors.Read(values).Select(error => error.Url));
    }

    [Fact]
    public void Only_what_is_new_is_saved_each_time()
    {
        var errors = new LastErrors(_time);
        errors.Add("http://a/1", "first");
        Assert.Single(errors.TakeChanges());
        Assert.Empty(errors.TakeChanges());
        errors.Add("http://a/2", "second");
        Assert.Single(errors.TakeChanges());
    }

    [Fact]
    public void A_long_message_is_cut()
    {
        var errors = new LastErrors(_time);
        errors.Add("http://a/", new string('x', 100_000));
        Assert.InRange(Assert.Single(errors.TakeChanges()).Value!.Length, 500, 1000);
    }

    private void Run(Dictionary<string, byte[]> values, int first, int last)
    {
        var errors = new LastErrors(_time);
        errors.Restore(values);
        for (var number = first; number <= last; number++)
        {
            errors.Add($"http://a/{number}", "wrong");
        }

        foreach (var change in errors.TakeChanges())
        {
            values[change.Key] = change.Value!;
        }
    }

    private static async IAsyncEnumerable<Output> Item()
    {
        await Task.CompletedTask;
        yield return new DynamicItem();
    }

    private sealed class Refusing : IItemPipeline
    {
        public ValueTask<object> ProcessAsync(object item, ItemContext context) => throw new FormatException("not this item");
    }
}
