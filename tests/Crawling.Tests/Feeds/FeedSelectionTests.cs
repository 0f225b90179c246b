using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

public sealed class FeedSelectionTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    [Theory]
    [InlineData("Book")]
    [InlineData("feedselectiontests.book")]
    public async Task A_feed_takes_the_types_of_items_it_names(string type)
    {
        var books = _folder.Feed("books.csv");
        books.ItemTypes = [type];
        await using var feeds = FeedFolder.Open(books, _folder.Feed("all.jsonl"));
        await FeedFolder.WriteAsync(feeds, new Book("T", 1), new Author("A"), new Book("U", 2));

        Assert.Equal("title,price\nT,1\nU,2\n", _folder.Read("books.csv"));
        Assert.Equal(3, File.ReadLines(_folder.Path("all.jsonl")).Count());
        Assert.Equal([2, 3], feeds.Status.Select(feed => feed.Items));
    }

    [Theory]
    [InlineData("a.jsonl", "{\"cost\":1,\"title\":\"é\"}\n{\"cost\":null,\"title\":\"U\"}\n")]
    [InlineData("a.csv", "cost,title\n1,é\n,U\n")]
    public async Task A_feed_has_the_fields_it_chooses_in_its_order_under_its_names(string name, string expected)
    {
        var feed = _folder.Feed(name);
        feed.Fields = ["price:cost", "title"];
        await using var feeds = FeedFolder.Open(feed);
        await FeedFolder.WriteAsync(feeds, new Book("é", 1), new DynamicItem { ["title"] = "U", ["other"] = 1 });

        Assert.Equal(expected, _folder.Read(name));
    }

    [Fact]
    public async Task A_field_that_a_type_lacks_is_told_with_the_nearest()
    {
        var feed = _folder.Feed("a.jsonl");
        feed.Fields = ["titel"];
        await using var feeds = FeedFolder.Open(feed);

        var error = await Assert.ThrowsAsync<FeedException>(() => FeedFolder.WriteAsync(feeds, new Book("T", 1)));

        Assert.Equal(
            $"{_folder.Path("a.jsonl")} is to have the field titel, but FeedSelectionTests.Book has title, price: did you mean title? "
            + "A feed for items of one type names it, as itemTypes.",
            error.Message);
    }

    [Theory]
    [InlineData("title:")]
    [InlineData("title", "title")]
    [InlineData("title", "price:title")]
    public void A_field_is_chosen_once(params string[] fields)
    {
        var feed = _folder.Feed("a.jsonl");
        feed.Fields = [.. fields];

        Assert.Contains($"has the field '{fields[^1]}'", Assert.Throws<SettingsException>(() => FeedFolder.Open(feed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "\"\"")]
    public async Task Text_that_a_spreadsheet_would_run_is_escaped_if_asked(string text, string cell)
    {
        var feed = _folder.Feed("a.csv");
        feed.EscapeFormulas = true;
        await using var feeds = FeedFolder.Open(feed);
        await FeedFolder.WriteAsync(feeds, new { text, list = (string[])["-2", "3"], number = -1 });

        Assert.Equal($"text,list,number\n{(cell == "\"\"" ? "" : cell)},\"'-2,3\",-1\n", _folder.Read("a.csv"));
    }

    [Theory]
    [InlineData("a.json", false)]
    [InlineData("a.json", true)]
    [InlineData("a.csv.gz", false)]
    public async Task Without_items_there_is_no_file_if_none_is_wanted(string name, bool overwrite)
    {
        var feed = _folder.Feed(name, overwrite);
        feed.StoreEmpty = false;
        await using (var feeds = FeedFolder.Open(feed))
        {
            await feeds.CloseAsync(FeedEnd.Keep);
        }

        Assert.Empty(_folder.Names());

        await using var others = FeedFolder.Open(feed);
        await FeedFolder.WriteAsync(others, new Author("A"));
        await others.CloseAsync(FeedEnd.Keep);
        Assert.Contains("A", _folder.Read(name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_without_items_yet_goes_on_though_it_left_no_file()
    {
        var feed = _folder.Feed("a.json");
        feed.StoreEmpty = false;
        var job = new FeedJob(feed);
        await job.RunAsync(FeedEnd.Suspend);
        Assert.Empty(_folder.Names());
        await job.RunAsync(FeedEnd.Keep, new Author("A"));

        Assert.Equal("[\n{\"name\":\"A\"}\n]\n", _folder.Read("a.json"));
    }

    [Theory]
    [InlineData("csv", "", false, "csv", "jsonl")]
    [InlineData("jsonl", "title", false, "jsonl, with the fields title", "jsonl")]
    [InlineData("csv", "", true, "csv, formulas escaped", "jsonl")]
    public async Task A_job_refuses_to_go_on_in_another_format_or_with_other_options(string format, string field, bool escapes, string now, string begun)
    {
        var first = new FeedOptions { Path = _folder.Path("a.txt"), Format = "jsonl" };
        IReadOnlyList<FeedPosition> positions;
        await using (var feeds = FeedSet.Open([first], NullLogger.Instance, new FeedResume([])))
        {
            await FeedFolder.WriteAsync(feeds, new Book("T", 1));
            positions = feeds.Positions;
            await feeds.CloseAsync(FeedEnd.Suspend);
        }

        var second = new FeedOptions { Path = first.Path, Format = format, EscapeFormulas = escapes, Fields = field.Length > 0 ? [field] : [] };
        var error = Assert.Throws<SettingsException>(() => FeedSet.Open([second], NullLogger.Instance, new FeedResume(positions)));

        Assert.Equal(
            $"The feed {first.Path} of this job is written as {begun}, not as {now}: resume it in the same way, or begin anew with --restart.",
            error.Message);
        Assert.Equal("{\"title\":\"T\",\"price\":1}\n", _folder.Read("a.txt"));
    }

    [Fact]
    public async Task A_path_with_the_time_of_a_job_stays_that_of_its_beginning()
    {
        var feed = _folder.Feed("a-{time}.jsonl");
        IReadOnlyList<FeedPosition> positions = [];
        for (var day = 1; day <= 2; day++)
        {
            var names = new FeedNames("s", new DateTimeOffset(2030, 1, day, 0, 0, 0, TimeSpan.Zero), new Dictionary<string, string>());
            await using var feeds = FeedSet.Open([feed], NullLogger.Instance, new FeedResume(positions), names: names);
            await FeedFolder.WriteAsync(feeds, new Author($"{day}"));
            positions = feeds.Positions;
            await feeds.CloseAsync(FeedEnd.Suspend);
        }

        Assert.Equal(["a-2030-01-01T00-00-00.jsonl"], _folder.Names());
        Assert.Equal("{\"name\":\"1\"}\n{\"name\":\"2\"}\n", _folder.Read("a-2030-01-01T00-00-00.jsonl"));
    }

    public void Dispose() => _folder.Dispose();

    private sealed record Book(string Title, int Price) : Item;

    private sealed record Author(string Name) : Item;
}
