using System.Globalization;

namespace Crawling.Testing.Demo;

/// <summary>One page of a long list.</summary>
/// <param name="Items">What stands on it; nothing if it lies past the end.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="Last">The number of the last page.</param>
/// <param name="Total">The length of the whole list.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, int Number, int Last, int Total)
{
    public int? Previous => Number > 1 ? Number - 1 : null;

    public int? Next => Number < Last ? Number + 1 : null;
}

internal static class PageOf
{
    public static PageOf<T> Cut<T>(IReadOnlyList<T> all, int number, int size) =>
        new([.. all.Skip((number - 1) * size).Take(size)], number, Math.Max(1, (all.Count + size - 1) / size), all.Count);

    /// <summary>A page number as it stands in a URL; null if it is none.</summary>
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : null;
}
