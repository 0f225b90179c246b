using CsvHelper;
using Microsoft.Extensions.Logging;

namespace Crawling.Spiders;

/// <summary>Reads the rows of a CSV response, one after the other.</summary>
internal static class CsvRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(
        Response response, char? delimiter, char quote, IReadOnlyList<string>? columns, ILogger logger)
    {
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            Quote = quote,
            HasHeader = columns is null,
            Encoding = HtmlEncoding.DetectPlain(response.Body.Span, response.Headers["Content-Type"]),
        };
        using var reader = CsvReader.Create(response.Body, options);
        columns ??= reader.Headers;
        while (reader.Read())
        {
            if (reader.FieldCount == columns.Count)
            {
                yield return columns.Zip(reader.Current.ToArray()).DistinctBy(field => field.First).ToDictionary();
            }
            else
            {
                SpidersLog.OddRow(logger, reader.RowNumber, response.Url, reader.FieldCount, columns.Count);
            }
        }
    }
}
