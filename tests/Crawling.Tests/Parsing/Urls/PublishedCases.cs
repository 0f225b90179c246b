using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crawling.Tests.Parsing.Urls;

/// <summary>Reads the files in Data: arrays of cases with strings, which are remarks, between them.</summary>
internal static class PublishedCases
{
    public static List<JsonElement> Read(string file)
    {
        using var stream = typeof(PublishedCases).Assembly.GetManifestResourceStream($"Crawling.Tests.Parsing.Urls.Data.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.Clone().EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object)];
    }

    public static string? Text(this JsonElement testCase, string property)
    {
        if (!testCase.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        // GetString refuses half a surrogate pair, which some of the cases are about.
        string raw = value.GetRawText();
        return raw.Contains(@"\ud", StringComparison.OrdinalIgnoreCase) ? Regex.Unescape(raw[1..^1]) : value.GetString();
    }
}
