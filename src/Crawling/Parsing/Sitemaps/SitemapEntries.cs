using System.Globalization;

namespace Crawling.Sitemaps;

/// <summary>The entries of a sitemap as they are read, only those that can be used.</summary>
/// <param name="location">Where the sitemap was found.</param>
/// <param name="isOfSite">Whether it may list a URL.</param>
internal sealed class SitemapEntries(Url location, Predicate<Url> isOfSite)
{
    /// <summary>Longer ones are no addresses that anyone would fetch.</summary>
    public const int LongestText = 8192;

    /// <summary>Of an entry, or an alternate, besides the characters of its address.</summary>
    private const int SizeOfObjects = 160;

    private static readonly string[] Frequencies = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"];

    private readonly List<SitemapEntry> _kept = [];

    // Many short addresses, relative ones below a long location above all, would grow to many times what was read.
    private int _memoryLeft = 128 << 20;

    public bool IsIndex { get; set; }

    public IReadOnlyList<SitemapEntry> Kept => _kept;

    public int OtherHosts { get; private set; }

    /// <summary>Each line an address, as the protocol says of text files; others are passed over.</summary>
    public void AddLines(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            if (line.AsSpan().TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                Add(line, lastModified: null, frequency: null, priority: null, []);
            }
        }
    }

    public void Add(string? address, string? lastModified, string? frequency, string? priority, List<string> alternates)
    {
        if (Resolve(address) is not { } url)
        {
            return;
        }

        if (!isOfSite(url))
        {
            OtherHosts++;
            return;
        }

        IReadOnlyList<Url> others = alternates.Count == 0 ? [] : [.. alternates.Select(Resolve).OfType<Url>()];
        _kept.Add(new SitemapEntry(url, SitemapDate.Parse(lastModified), FrequencyOf(frequency), PriorityOf(priority), others));
    }

    private static string? FrequencyOf(string? text) =>
        Array.Find(Frequencies, frequency => frequency.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static double? PriorityOf(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var priority)
        && priority <= 1
            ? priority
            : null;

    private Url? Resolve(string? address)
    {
        if (string.IsNullOrWhiteSpace(address) || address.Length > LongestText || _memoryLeft <= 0
            || !Url.TryParse(address, location, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        _memoryLeft -= SizeOfObjects + (sizeof(char) * url.Href.Length);
        return url;
    }
}
