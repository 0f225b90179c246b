using System.Globalization;
using System.Text;

namespace Crawling.Robots;

/// <summary>Reads the lines of a robots.txt file (RFC 9309, section 2.2). A colon that is missing and common misspellings are forgiven, as
/// Google's parser does.</summary>
internal sealed class RobotsParser
{
    private const string IndexPage = "/index.html";

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(36_500);

    private readonly List<RobotsGroup> _groups = [];
    private readonly List<string> _sitemaps = [];

    public IReadOnlyList<RobotsGroup> Groups => _groups;

    public IReadOnlyList<string> Sitemaps => _sitemaps;

    public void Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        foreach (var line in body.SplitAny((byte)'\n', (byte)'\r'))
        {
            ReadLine(body[line]);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        var comment = line.IndexOf((byte)'#');
        line = Trim(comment < 0 ? line : line[..comment]);
        var end = line.IndexOf((byte)':');
        if (end < 0)
        {
            // Two words: the first is the key.
            end = line.IndexOfAny((byte)' ', (byte)'\t');
            if (end < 0 || Trim(line[end..]).IndexOfAny((byte)' ', (byte)'\t') >= 0)
            {
                return;
            }
        }

        Take(Encoding.Latin1.GetString(Trim(line[..end])), Trim(line[(end + 1)..]));
    }

    private void Take(string key, ReadOnlySpan<byte> value)
    {
        switch (key.ToLowerInvariant())
        {
            case "user-agent" or "useragent" or "user agent":
                AddAgent(Encoding.UTF8.GetString(value));
                break;
            case "allow":
                AddRule(true, value);
                break;
            case "disallow" or "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw":
                AddRule(false, value);
                break;
            case "crawl-delay":
                SetCrawlDelay(Encoding.Latin1.GetString(value));
                break;
            case "sitemap" or "site-map" when value.Length > 0:
                _sitemaps.Add(Encoding.UTF8.GetString(value));
                break;
        }
    }

    private void AddAgent(string value)
    {
        if (_groups.Count == 0 || _groups[^1].IsComplete)
        {
            _groups.Add(new RobotsGroup());
        }

        _groups[^1].AddAgent(ProductToken.OfLine(value).ToString());
    }

    private void AddRule(bool allows, ReadOnlySpan<byte> value)
    {
        if (_groups.Count == 0)
        {
            return;
        }

        var group = _groups[^1];
        group.IsComplete = true;
        if (value.IsEmpty)
        {
            return;
        }

        var pattern = RobotsPath.OfPattern(value);
        group.Rules.Add(new RobotsRule(allows, pattern));
        if (allows && pattern.EndsWith(IndexPage, StringComparison.Ordinal))
        {
            // Google's rule: who allows the index page of a folder means the folder's own address too.
            group.Rules.Add(new RobotsRule(true, $"{pattern.AsSpan(0, pattern.Length - IndexPage.Length + 1)}$"));
        }
    }

    private void SetCrawlDelay(string value)
    {
        if (_groups.Count > 0
            && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && double.IsFinite(seconds))
        {
            _groups[^1].SetCrawlDelay(seconds < LongestDelay.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDelay);
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\v\f"u8);
}
