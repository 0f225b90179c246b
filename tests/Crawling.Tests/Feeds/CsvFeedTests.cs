using Crawling.Feeds;
using CsvHelper;

namespace Crawling.Tests.Feeds;

public sealed class CsvFeedTests : IDisposable
{
    private static readonly string[] Tags = ["a", "b"];
    private readonly FeedFolder _folder = new();

    [Fact]
    public async Task Columns_are_the_fields_of_the_item_type()
    {
        var text = await _folder.CrawlAsync("a.csv", new Book("T", 1.5m, Tags), new Book("U", null, []));

        Assert.Equal("title,price,tags\nT,1.5,\"a,b\"\nU,,\n", text);
    }

    [Theory]
    [InlineData("comma, quote\" and 'more'")]
    [InlineData("line\nline\r\nline\rline")]
    [InlineData(" spaces around ")]
    [InlineData("é 😀 \u2028")]
    [InlineData("=1+1")]
    [InlineData("")]
    public async Task Text_reads_back_as_it_was(string text)
    {
        await _folder.CrawlAsync("a.csv", new { before = "x", text, after = "y" }, new { before = text, text = "z", after = text });

        Assert.Equal([["before", "text", "after"], ["x", text, "y"], [text, "z", text]], ReadRows("a.csv"));
    }

    [Fact]
    public async Task A_row_of_one_empty_field_is_no_empty_line()
    {
        await _folder.CrawlAsync("a.csv", new { a = (string?)null }, new { a = "" }, new { a = "x" });

        Assert.Equal([["a"], [""], [""], ["x"]], ReadRows("a.csv"));
    }

    [Fact]
    public async Task What_is_nested_is_JSON_text()
    {
        await _folder.CrawlAsync("a.csv", new { o = new { x = 1, y = "é" }, l = new object?[] { 1, Tags }, p = new object?[] { 1, null, true, "t" } });

        Assert.Equal(["""{"x":1,"y":"é"}""", """[1,["a","b"]]""", "1,,true,t"], ReadRows("a.csv")[1]);
    }

    [Fact]
    public async Task Another_type_with_the_same_fields_fits_whatever_their_order()
    {
        var text = await _folder.CrawlAsync("a.csv", new { a = 1, b = 2 }, new { b = 4, a = 3 }, new DynamicItem { ["b"] = 6 });

        Assert.Equal("a,b\n1,2\n3,4\n,6\n", text);
    }

    [Fact]
    public async Task Another_type_with_other_fields_is_an_error_that_names_both_and_leaves_the_file_whole()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("a.csv"), _folder.Feed("a.jsonl"));
        await FeedFolder.WriteAsync(feeds, new Book("T", 1, []));

        var error = await Assert.ThrowsAsync<FeedException>(() => FeedFolder.WriteAsync(feeds, new Book("U", 1, []), new Author("A")));

        Assert.Equal(
            $"{_folder.Path("a.csv")} has the columns title, price, tags of CsvFeedTests.Book, but CsvFeedTests.Author has name: "
            + "a CSV file has one set of columns. Give both the same fields, or write to another file or format, such as .jsonl.",
            error.Message);
        Assert.Equal("title,price,tags\nT,1,\n", _folder.Read("a.csv"));
        Assert.Equal("{\"title\":\"T\",\"price\":1,\"tags\":[]}\n", _folder.Read("a.jsonl"));
    }

    [Fact]
    public async Task A_new_field_of_a_later_dynamic_item_is_an_error_that_names_it()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("a.csv"));
        await FeedFolder.WriteAsync(feeds, new DynamicItem { ["a"] = 1 });

        var error = await Assert.ThrowsAsync<FeedException>(() => FeedFolder.WriteAsync(feeds, new DynamicItem { ["a"] = 1, ["c"] = 1 }));

        Assert.Contains("has the columns a of DynamicItem, but an item (DynamicItem) has c too", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_on_under_its_own_header()
    {
        await File.WriteAllTextAsync(_folder.Path("a.csv"), "\uFEFF\"price\",title,tags\r\n1,T,");

        var text = await _folder.CrawlAsync("a.csv", new Book("U", 2, Tags));

        Assert.Equal("\uFEFF\"price\",title,tags\r\n1,T,\n2,U,\"a,b\"\n", text);
    }

    [Fact]
    public async Task A_file_with_another_header_is_not_written_to()
    {
        await File.WriteAllTextAsync(_folder.Path("a.csv"), "name\nx\n");

        var error = await Assert.ThrowsAsync<FeedException>(() => _folder.CrawlAsync("a.csv", new Book("U", 2, Tags)));

        Assert.Contains("has the columns name of its header, but CsvFeedTests.Book has title, price, tags", error.Message, StringComparison.Ordinal);
        Assert.Equal("name\nx\n", _folder.Read("a.csv"));
    }

    [Fact]
    public async Task A_file_whose_header_names_a_column_twice_is_refused()
    {
        await File.WriteAllTextAsync(_folder.Path("a.csv"), "a,a\n1,2\n");

        Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("a.csv")));
    }

    public void Dispose() => _folder.Dispose();

    private List<string[]> ReadRows(string name)
    {
        using var reader = CsvReader.FromFile(_folder.Path(name), new CsvReaderOptions { HasHeader = false, Separator = ',' });
        List<string[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    private sealed record Book(string Title, decimal? Price, IReadOnlyList<string> Tags) : Item;

    private sealed record Author(string Name) : Item;
}
