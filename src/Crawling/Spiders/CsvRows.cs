using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Logging;

namespace Crawling.Spiders;

/// <summary>Reads the rows of a CSV response, one after the other.</summary>
internal static class CsvRows
{
    /// <summary>A quote that is never closed would make one field of all that is left.</summary>
    private const int LongestField = 1 << 20;

    /// <exception cref="MaxFieldSizeException">A field has more than a million characters.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(
        Response response, char delimiter, char quote, IReadOnlyList<string>? columns, ILogger logger)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            Quote = quote,
            Escape = quote,
            BadDataFound = null,
            MaxFieldSize = LongestField,
        };
        var encoding = HtmlEncoding.DetectPlain(response.Body.Span, response.Headers["Content-Type"]);
        using var text = new StreamReader(StreamOf(response.Body), encoding);
        using var parser = new CsvParser(text, configuration);
        while (parser.Read())
        {
            var fields = parser.Record!;
            if (columns is null)
            {
                columns = fields;
            }
            else if (fields.Length == columns.Count)
            {
                yield return columns.Zip(fields).DistinctBy(field => field.First).ToDictionary(field => field.First, field => field.Second);
            }
            else
            {
                SpidersLog.OddRow(logger, parser.Row, response.Url, fields.Length, columns.Count);
            }
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
