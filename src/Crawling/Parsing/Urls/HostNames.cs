namespace Crawling.Urls;

/// <summary>Hosts as strings, of which a crawl needs few again and again. A table of fixed size in which the newest stays. From any thread.</summary>
internal static class HostNames
{
    private const int Places = 1 << 10;

    private static readonly string?[] Known = new string?[Places];

    public static string Of(ReadOnlySpan<char> host)
    {
        ref var place = ref Known[string.GetHashCode(host, StringComparison.Ordinal) & (Places - 1)];
        return place is { } known && host.SequenceEqual(known) ? known : place = host.ToString();
    }
}
