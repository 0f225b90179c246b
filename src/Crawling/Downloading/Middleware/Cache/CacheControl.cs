using System.Globalization;

namespace Crawling.Cache;

/// <summary>The directives of Cache-Control (RFC 9111, section 5.2), read as far as they can be: what is broken in one does not hide the others.
/// Of two that differ the stricter holds.</summary>
internal sealed class CacheControl
{
    /// <summary>What a number that is too large counts as (RFC 9111, section 1.2.2).</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1L << 31);

    private readonly Dictionary<string, string?> _directives = new(StringComparer.OrdinalIgnoreCase);

    private CacheControl()
    {
    }

    public bool NoStore => _directives.ContainsKey("no-store");

    /// <summary>Whether nothing may be used without asking the server: that of single fields does not count.</summary>
    public bool NoCache => _directives.TryGetValue("no-cache", out var fields) && string.IsNullOrWhiteSpace(fields);

    /// <summary>The fields that may not be used without asking the server.</summary>
    public IReadOnlyList<string> NoCacheFields => _directives.GetValueOrDefault("no-cache")?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    public bool IsPublic => _directives.ContainsKey("public");

    public bool IsPrivate => _directives.ContainsKey("private");

    public bool MustRevalidate => _directives.ContainsKey("must-revalidate");

    public bool MustUnderstand => _directives.ContainsKey("must-understand");

    public bool OnlyIfCached => _directives.ContainsKey("only-if-cached");

    public TimeSpan? MaxAge => Seconds("max-age");

    public TimeSpan? MinFresh => Seconds("min-fresh");

    /// <summary>Without a number there is no end to it.</summary>
    public TimeSpan? MaxStale => _directives.TryGetValue("max-stale", out var value) && value is null ? Longest : Seconds("max-stale");

    /// <summary>RFC 5861, section 4.</summary>
    public TimeSpan? StaleIfError => Seconds("stale-if-error");

    public static CacheControl Of(HeaderList headers)
    {
        var control = new CacheControl();
        foreach (var line in headers.GetAll("Cache-Control"))
        {
            control.Read(line);
        }

        return control;
    }

    private void Read(string line)
    {
        for (var rest = line.AsSpan(); !rest.IsEmpty;)
        {
            var end = EndOfMember(rest);
            var member = rest[..end];
            rest = rest[Math.Min(end + 1, rest.Length)..];
            var equals = member.IndexOf('=');
            var name = (equals < 0 ? member : member[..equals]).Trim();
            if (!name.IsEmpty)
            {
                Add(name.ToString(), equals < 0 ? null : member[(equals + 1)..].Trim().Trim('"').ToString());
            }
        }
    }

    /// <summary>Without a value a directive means more: no-cache means all fields, max-age is broken.</summary>
    private void Add(string name, string? value)
    {
        if (!_directives.TryAdd(name, value) && value is null)
        {
            _directives[name] = null;
        }
    }

    /// <summary>A comma in quotes ends nothing.</summary>
    private static int EndOfMember(ReadOnlySpan<char> line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ',' && !isQuoted)
            {
                return i;
            }

            isQuoted ^= line[i] == '"';
        }

        return line.Length;
    }

    /// <summary>What is no number counts as zero, so that the response is stale (RFC 9111, section 4.2.1).</summary>
    private TimeSpan? Seconds(string name) =>
        !_directives.TryGetValue(name, out var value) ? null
        : string.IsNullOrEmpty(value) || !value.All(char.IsAsciiDigit) ? TimeSpan.Zero
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : Longest;
}
