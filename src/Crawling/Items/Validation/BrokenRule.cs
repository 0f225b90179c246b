using System.Collections;

namespace Crawling.Items;

/// <summary>A rule that an item breaks.</summary>
/// <param name="Field">The field; empty if it is the item as a whole.</param>
/// <param name="Rule">The attribute's name, as <c>Range</c>.</param>
/// <param name="Value">What the field holds.</param>
/// <param name="Message">What the attribute says.</param>
internal sealed record BrokenRule(string Field, string Rule, object? Value, string Message)
{
    private const int LongestValue = 100;

    /// <summary>What it is counted under.</summary>
    public string Key => Field.Length == 0 ? Rule : $"{Rule}/{Field}";

    public override string ToString() => Field.Length == 0 ? $"{Rule}: {Message}" : $"{Field} is {Text(Value)} ({Rule}: {Message})";

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text.Length > LongestValue ? $"'{text[..LongestValue]}…'" : $"'{text}'",
        ICollection list => $"a list of {list.Count}",
        _ => FormattableString.Invariant($"{value}"),
    };
}
