using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Crawling;

/// <summary>What a page has for a field of an item. For the code that the compiler writes; spiders call <see cref="Response.Extract{T}()"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExtractedField
{
    private const NumberStyles Numbers = NumberStyles.Float | NumberStyles.AllowThousands;
    private const int LongestText = 100;

    private readonly Selector _scope;
    private readonly SelectorList _found;
    private readonly string _item;
    private readonly string _field;
    private readonly string _query;
    private readonly string? _pattern;

    private ExtractedField(Selector scope, SelectorList found, string item, string field, string query, string? pattern)
    {
        _scope = scope;
        _found = found;
        _item = item;
        _field = field;
        _query = query;
        _pattern = pattern;
    }

    private delegate bool Parser<T>(string text, out T value);

    /// <summary>Whether there is anything.</summary>
    public bool Exists => _pattern is null ? _found.Count > 0 : _found.ReFirst(_pattern) is not null;

    private IEnumerable<string> Texts =>
        Trim(_pattern is null ? _found.Select(found => found.Get()) : _found.SelectMany(found => found.Re(_pattern)));

    /// <summary>Finds it by a CSS selector.</summary>
    public static ExtractedField Css(Selector scope, string item, string field, string query, string? pattern = null) =>
        new(scope, scope.Css(query), item, field, query, pattern);

    /// <summary>Finds it by an XPath expression.</summary>
    public static ExtractedField XPath(Selector scope, string item, string field, string query, string? pattern = null) =>
        new(scope, scope.XPath(query), item, field, query, pattern);

    /// <summary>Texts without white space at their ends; those that are empty are left out.</summary>
    public ExtractedValues<string> Text() => new(this, Texts);

    /// <summary>Numbers as English writes them.</summary>
    public ExtractedValues<T> Number<T>()
        where T : struct, INumberBase<T> => Read(
            typeof(T) == typeof(decimal) || typeof(T) == typeof(double) || typeof(T) == typeof(float) ? "a number" : "a whole number",
            static (string text, out T value) =>
                T.TryParse(text, Numbers, CultureInfo.InvariantCulture, out value) && T.IsFinite(value) && HasSoundGroups(text));

    /// <summary>Points in time, in UTC unless they tell their offset.</summary>
    public ExtractedValues<DateTimeOffset> Time() => Read(
        "a time",
        static (string text, out DateTimeOffset value) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    /// <summary>Names of an enumeration, whatever their case.</summary>
    public ExtractedValues<T> Name<T>()
        where T : struct, Enum => Read(
            $"one of {string.Join(", ", Enum.GetNames<T>())}",
            static (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && !char.IsAsciiDigit(text[^1]) && Enum.IsDefined(value));

    /// <summary>What the type itself reads.</summary>
    public ExtractedValues<T> Parsed<T>()
        where T : IParsable<T> => Read(
            $"a {typeof(T).Name}",
            static (string text, out T value) => T.TryParse(text, CultureInfo.InvariantCulture, out value!));

    /// <summary>References made absolute: an element's href or src, or the text.</summary>
    public ExtractedValues<Url> Url()
    {
        var references = _pattern is null ? Trim(_found.Select(found => found.Reference ?? "")) : Texts;
        return new(this, references.Select(text =>
            Crawling.Url.TryParse(text, _scope.BaseUrl, out var url) ? url : throw Unreadable(text, "a URL")));
    }

    /// <summary>Items within the item.</summary>
    public ExtractedValues<T> Item<T>()
        where T : IExtractable<T> => new(this, _found.Select(T.Extract));

    internal DropItemException Missing() => Incomplete("Missing",
        _found.Count == 0 ? $"nothing matches '{_query}'"
        : _pattern is not null ? $"nothing in what matches '{_query}' matches /{_pattern}/"
        : $"what matches '{_query}' is empty");

    private static IEnumerable<string> Trim(IEnumerable<string> texts) => texts.Select(text => text.Trim()).Where(text => text.Length > 0);

    // The platform takes commas anywhere, and so "1,5", which most of the world writes for one and a half, for 15.
    private static bool HasSoundGroups(string text)
    {
        for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(',', comma + 1))
        {
            var group = text.AsSpan(comma + 1);
            var end = group.IndexOfAnyExceptInRange('0', '9');
            if ((end < 0 ? group.Length : end) != 3)
            {
                return false;
            }
        }

        return true;
    }

    private ExtractedValues<T> Read<T>(string expected, Parser<T> parse) =>
        new(this, Texts.Select(text => parse(text, out var value) ? value : throw Unreadable(text, expected)));

    private DropItemException Unreadable(string text, string expected)
    {
        var shown = text.Length > LongestText ? $"{text.AsSpan(0, LongestText)}…" : text;
        return Incomplete("Unreadable", $"'{shown}', which matches '{_query}', is not {expected}");
    }

    private DropItemException Incomplete(string rule, string problem)
    {
        var where = _scope.Response is { } response ? $" on {response.Url.WithUserInfo("")}" : "";
        return new($"{_item}.{_field}: {problem}{where}") { Rule = $"{rule}/{JsonNamingPolicy.CamelCase.ConvertName(_field)}" };
    }
}
