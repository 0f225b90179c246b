using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Crawling.Contracts;

/// <summary>A range of counts: <c>3</c>, <c>1..</c>, <c>..10</c> or <c>1..10</c>.</summary>
internal sealed record CountRange(int Least, int? Most)
{
    public const string Form = "3, 1.., ..10 or 1..10";

    public static bool TryParse(string text, [NotNullWhen(true)] out CountRange? range)
    {
        range = text.Split("..") switch
        {
            [var exact] when Number(exact) is { } number => new(number, number),
            [var least, ""] when Number(least) is { } number => new(number, null),
            ["", var most] when Number(most) is { } number => new(0, number),
            [var least, var most] when Number(least) is { } from && Number(most) is { } to && from <= to => new(from, to),
            _ => null,
        };
        return range is not null;
    }

    public bool Contains(int count) => count >= Least && !(count > Most);

    public override string ToString() =>
        Least == Most ? $"{Least}" : Most is null ? $"at least {Least}" : Least == 0 ? $"at most {Most}" : $"{Least} to {Most}";

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
