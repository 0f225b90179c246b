using System.Buffers;
using System.Text.Json;
using Crawling.Items;
using CsvHelper;

namespace Crawling.Feeds;

/// <summary>CSV (RFC 4180, with <c>\n</c> line ends): a header, then a row an item. A list of plain values is joined by <c>,</c>; what is nested
/// deeper is JSON text. The header of the file, or else the first item, decides the columns.</summary>
internal sealed class CsvFormat : IFeedFormat, IDisposable
{
    private static readonly CsvWriterOptions Layout = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
        ValidateFieldCount = false,
    };

    /// <summary>What makes a spreadsheet take a cell for a formula, by OWASP's page on CSV injection.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    private readonly string _path;
    private readonly bool _escapesFormulas;
    private readonly CsvWriter _writer;
    private readonly HashSet<ItemShape> _fitting = [];
    private readonly OrderedDictionary<string, string?> _row = new(StringComparer.Ordinal);
    private string _origin = "";

    public CsvFormat(FeedOptions options, Stream output)
    {
        _path = options.Path;
        _escapesFormulas = options.EscapeFormulas;
        _writer = CsvWriter.Create(output, Layout, leaveOpen: true);
    }

    public void Continue(Stream file)
    {
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = ',' }, leaveOpen: true);
        reader.ReadHeader();
        SetColumns(reader.Headers, "its header");
        if (_row.Count < reader.Headers.Count)
        {
            throw new SettingsException($"The feed '{_path}' cannot be appended to, because its header names a column twice: write to another file.");
        }
    }

    public void Write(HeldItem item, bool first)
    {
        using var json = JsonDocument.Parse(item.Json);
        if (first)
        {
            SetColumns(item.Shape.Fields ?? [.. json.RootElement.EnumerateObject().Select(field => field.Name)], item.Shape.Name);
            WriteRow(_row.Keys);
        }

        CheckFields(item.Shape);
        SetValues(item.Shape, json.RootElement);
        WriteRow(_row.Values);
    }

    public void Close(bool empty)
    {
    }

    public void Dispose() => _writer.Dispose();

    private void SetColumns(IEnumerable<string> columns, string origin)
    {
        _row.Clear();
        _fitting.Clear();
        _origin = origin;
        foreach (var column in columns)
        {
            _row.TryAdd(column, value: null);
        }
    }

    private void CheckFields(ItemShape type)
    {
        if (type.Fields is { } fields && !_fitting.Contains(type))
        {
            if (fields.Count != _row.Count || !fields.All(_row.ContainsKey))
            {
                throw new FeedException(
                    $"{_path} has the columns {string.Join(", ", _row.Keys)} of {_origin}, but {type.Name} has {string.Join(", ", fields)}: "
                    + "a CSV file has one set of columns. Give both the same fields, or write to another file or format, such as .jsonl.");
            }

            _fitting.Add(type);
        }
    }

    private void SetValues(ItemShape type, JsonElement item)
    {
        for (var i = 0; i < _row.Count; i++)
        {
            _row.SetAt(i, null);
        }

        foreach (var field in item.EnumerateObject())
        {
            if (_row.IndexOf(field.Name) is var column && column < 0)
            {
                throw new FeedException(
                    $"{_path} has the columns {string.Join(", ", _row.Keys)} of {_origin}, but an item ({type.Name}) has {field.Name} too: "
                    + "a CSV file has one set of columns. Give the first item every field (null if it has none), or write another format, such as .jsonl.");
            }

            _row.SetAt(column, Cell(field.Value));
        }
    }

    private void WriteRow(IEnumerable<string?> values)
    {
        foreach (var value in values)
        {
            _writer.WriteField(value);
        }

        _writer.EndRecord();
        _writer.Flush();
    }

    private string? Cell(JsonElement value)
    {
        var text = Text(value);
        var isText = value.ValueKind is JsonValueKind.String or JsonValueKind.Array;
        return _escapesFormulas && isText && text is [var start, ..] && FormulaStarts.Contains(start) ? "'" + text : text;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(IsPlain) => string.Join(',', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);
}
