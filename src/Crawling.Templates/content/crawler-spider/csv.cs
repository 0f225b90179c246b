using Crawling;

namespace Spiders;

/// <summary>Takes the rows of a CSV file.</summary>
public sealed class NewSpider : CsvFeedSpider
{
    public override IEnumerable<string> StartUrls => ["https://example.com/"];

    protected override async IAsyncEnumerable<Output> ParseRowAsync(Response response, IReadOnlyDictionary<string, string> row)
    {
        var item = new DynamicItem();
        foreach (var (column, value) in row)
        {
            item[column] = value;
        }

        yield return item;
    }
}
