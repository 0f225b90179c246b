using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crawling.Testing.Demo;

/// <summary>Makes phrases by the lists of books.json: one of a list, each <c>{name}</c> in it replaced by one of the list of that name,
/// and each <c>{Name}</c> by one with capital initials.</summary>
internal static partial class Phrases
{
    private static readonly Dictionary<string, string[]> Lists = Load();

    public static IReadOnlyList<string> All(string list) => Lists[list];

    public static string Make(string list, Draw draw) => Placeholder().Replace(draw.From(Lists[list]), match =>
    {
        var name = match.Groups["list"].Value;
        return char.IsUpper(name[0])
            ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Make(name.ToLowerInvariant(), draw))
            : Make(name, draw);
    });

    [GeneratedRegex(@"\{(?<list>\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    private static Dictionary<string, string[]> Load()
    {
        using var file = typeof(Phrases).Assembly.GetManifestResourceStream("books.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
    }
}
