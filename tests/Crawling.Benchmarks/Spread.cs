namespace Crawling.Benchmarks;

/// <summary>One figure of several runs.</summary>
internal static class Spread
{
    /// <summary>Median (minimum to maximum).</summary>
    public static string Of(IEnumerable<double> figures, string format)
    {
        var sorted = figures.Order().ToArray();
        return $"{sorted[sorted.Length / 2].ToString(format)} ({sorted[0].ToString(format)} to {sorted[^1].ToString(format)})";
    }
}
