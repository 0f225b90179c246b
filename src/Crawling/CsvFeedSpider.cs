using Crawling.Spiders;

namespace Crawling;

/// <summary>A spider that takes the rows of CSV feeds one by one.</summary>
public abstract class CsvFeedSpider : Spider
{
    /// <summary>What stands between two fields; null: the one of comma, semicolon, tab and bar that the first lines have. Default: a comma.</summary>
    protected virtual char? Delimiter => ',';

    /// <summary>What stands around a field that has delimiters or line breaks in it. Default: a double quote.</summary>
    protected virtual char Quote => '"';

    /// <summary>The names of the columns; null, the default: the first row has them.</summary>
    protected virtual IReadOnlyList<string>? Columns => null;

    /// <summary>Reads a feed, the response of every request without a callback. A row with more or fewer fields than there are columns is
    /// logged and passed over.</summary>
    public sealed override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var row in CsvRows.Read(response, Delimiter, Quote, Columns, Logger))
        {
            await foreach (var output in ParseRowAsync(response, row))
            {
                yield return output;
            }
        }
    }

    /// <summary>Takes items and further requests from a row, the fields by the names of their columns.</summary>
    protected abstract IAsyncEnumerable<Output> ParseRowAsync(Response response, IReadOnlyDictionary<string, string> row);
}
