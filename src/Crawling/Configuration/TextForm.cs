using System.Globalization;

namespace Crawling.Configuration;

/// <summary>How the values of a type are written as text, in settings and in spider arguments.</summary>
/// <param name="Name">What lists of arguments call the type.</param>
/// <param name="Expected">What an error says the value must be.</param>
/// <param name="Parse">Null if the text is not such a value.</param>
internal sealed record TextForm(string Name, string Expected, Func<string, object?> Parse)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly string[] Times =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    private static readonly Dictionary<Type, TextForm> Known = new()
    {
        [typeof(string)] = new("text", "text", text => text),
        [typeof(bool)] = new("true|false", "true or false", text => bool.TryParse(text, out var value) ? value : null),
        [typeof(int)] = new("whole number", $"a whole number up to {int.MaxValue}", Number<int>(NumberStyles.Integer)),
        [typeof(long)] = new("whole number", "a whole number", Number<long>(NumberStyles.Integer)),
        [typeof(decimal)] = new("number", "a number such as 0.5", Number<decimal>(NumberStyles.Float)),
        [typeof(double)] = new("number", "a number such as 0.5", text =>
            double.TryParse(text, NumberStyles.Float, Culture, out var value) && double.IsFinite(value) ? value : null),
        [typeof(TimeSpan)] = new("duration", "a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h", text => Duration.Parse(text)),
        [typeof(DateTimeOffset)] = new("time", "a time such as 2030-01-31T12:00:00Z", text =>
            DateTimeOffset.TryParseExact(text, Times, Culture, DateTimeStyles.AssumeUniversal, out var value) ? value : null),
        [typeof(DateOnly)] = new("date", "a date such as 2030-01-31", text =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", Culture, DateTimeStyles.None, out var value) ? value : null),
        [typeof(Url)] = new("URL", "an absolute URL", text => Url.TryParse(text, null, out var value) ? value : null),
        [typeof(Uri)] = new("URL", "an absolute URL", text => Uri.TryCreate(text, UriKind.Absolute, out var value) ? value : null),
    };

    /// <summary>The form of a type, nullable or not; null if its values are not written as text.</summary>
    public static TextForm? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Known.GetValueOrDefault(type) ?? (type.IsEnum ? OfEnum(type) : null);
    }

    /// <summary>The text that <see cref="Parse"/> takes; no limit is <c>null</c>.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Enum name => CamelCase(name.ToString()),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", Culture),
        DateOnly date => date.ToString("yyyy-MM-dd", Culture),
        IFormattable formattable => formattable.ToString(null, Culture),
        _ => value.ToString() ?? "",
    };

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static TextForm OfEnum(Type type)
    {
        var names = Enum.GetNames(type);
        var written = names.Select(CamelCase).ToArray();
        return new(string.Join('|', written), $"one of {string.Join(", ", written)}", text =>
            names.FirstOrDefault(name => NearestName.IsSame(name, text)) is { } name ? Enum.Parse(type, name) : null);
    }

    private static Func<string, object?> Number<T>(NumberStyles style)
        where T : struct, System.Numerics.INumber<T> =>
        text => T.TryParse(text, style, Culture, out var value) ? value : null;
}
