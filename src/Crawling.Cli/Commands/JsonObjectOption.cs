using System.CommandLine;
using System.Text.Json;

namespace Crawling.Cli;

/// <summary>An option whose value is a JSON object.</summary>
internal sealed class JsonObjectOption : Option<string?>
{
    public JsonObjectOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "json";
    }

    /// <summary>Its members, as a spider would have written them; none if it is not given.</summary>
    /// <exception cref="SettingsException">It is no JSON object.</exception>
    public IReadOnlyDictionary<string, object?> Read(ParseResult command)
    {
        var text = command.GetValue(this);
        try
        {
            return text is null ? new Dictionary<string, object?>() : MembersOf(JsonElement.Parse(text));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new SettingsException($"{Name}: '{text}' is not a JSON object; write it as in {{\"page\": 2}}", error);
        }
    }

    private static Dictionary<string, object?> MembersOf(JsonElement value) =>
        value.EnumerateObject().ToDictionary(member => member.Name, member => ValueOf(member.Value), StringComparer.Ordinal);

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number when value.TryGetInt32(out var small) => small,
        JsonValueKind.Number when value.TryGetInt64(out var large) => large,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToList(),
        _ => MembersOf(value),
    };
}
