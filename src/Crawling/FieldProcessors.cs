using System.Globalization;
using Crawling.Items;
using Crawling.Parsing;

namespace Crawling;

/// <summary>Processors for the fields of an <see cref="ItemLoader{TItem}"/>, as Scrapy has them.</summary>
public static class FieldProcessors
{
    /// <summary>All values as they are.</summary>
    public static FieldProcessor Identity { get; } = values => values;

    /// <summary>The first value that is not an empty text.</summary>
    public static FieldProcessor TakeFirst { get; } = values => values.FirstOrDefault(value => value is not "");

    /// <summary>White space at both ends of each text goes.</summary>
    public static FieldProcessor Trim { get; } = MapCompose(text => text.Trim());

    /// <summary>All values as one text.</summary>
    public static FieldProcessor Join(string separator = " ") =>
        values => values.Count == 0 ? null : string.Join(separator, values.Select(Text));

    /// <summary>What functions make of each value, one function after the other. One that gives null drops the value, one that gives a list makes
    /// several of it.</summary>
    public static FieldProcessor MapCompose(params Func<string, object?>[] functions) => values =>
        functions.Aggregate(values, (results, function) => [.. results.SelectMany(value => FieldValues.Of(function(Text(value))))]);

    /// <summary>What processors make of all values, one after the other.</summary>
    public static FieldProcessor Compose(params FieldProcessor[] processors) => values =>
        processors.Aggregate(values, (results, processor) => FieldValues.Of(processor(results)));

    /// <summary>The matches of a regular expression in each text: all groups, or the whole match if it has none.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public static FieldProcessor Re(string pattern)
    {
        var regex = Pattern.Get(pattern);
        return MapCompose(text => Pattern.Extract(regex, text).ToList());
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
