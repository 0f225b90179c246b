using System.Globalization;
using System.Text;

namespace Crawling.Cookies;

/// <summary>The value of a Set-Cookie header taken apart (RFC 6265bis, section 5.6).</summary>
internal sealed class SetCookie
{
    private const int LongestCookie = 4096;
    private const int LongestAttribute = 1024;
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(400);

    private DateTimeOffset? _expires;
    private DateTimeOffset? _maxAge;

    private SetCookie(string name, string value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; }

    public string Value { get; }

    /// <summary>In lower case, without the dot it may begin with; "" if there is none.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>As it is written; "" if there is none.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Whether there is the attribute, be it empty.</summary>
    public bool HasPath { get; private set; }

    public bool IsSecure { get; private set; }

    public bool IsSameSiteNone { get; private set; }

    /// <summary>Null: with the session.</summary>
    public DateTimeOffset? Expires => _maxAge ?? _expires;

    /// <summary>Null, and what is wrong, for what is no cookie.</summary>
    public static SetCookie? Parse(string text, DateTimeOffset now, out string? problem)
    {
        problem = null;
        if (text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\n', '\x1F') || text.Contains('\x7F', StringComparison.Ordinal))
        {
            problem = "it holds a control character";
            return null;
        }

        var parts = text.Split(';');
        var (name, value) = Divide(parts[0], isNameNeeded: false);
        if (name.Length + value.Length == 0)
        {
            problem = "it has neither name nor value";
            return null;
        }

        if (Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) > LongestCookie)
        {
            problem = "its name and value take more than 4096 bytes";
            return null;
        }

        var cookie = new SetCookie(name, value);
        foreach (var part in parts.Skip(1))
        {
            cookie.Take(part, now);
        }

        return cookie;
    }

    private void Take(string attribute, DateTimeOffset now)
    {
        var (name, value) = Divide(attribute, isNameNeeded: true);
        if (Encoding.UTF8.GetByteCount(value) > LongestAttribute)
        {
            return;
        }

        // Of several of one name the last that can be read holds. HttpOnly speaks of scripts, of which there are none here.
        switch (name.ToUpperInvariant())
        {
            case "EXPIRES":
                _expires = CookieDate.Parse(value) is { } date ? Min(date, now + LongestLife) : _expires;
                break;
            case "MAX-AGE":
                _maxAge = MaxAge(value) is { } age ? now + age : _maxAge;
                break;
            case "DOMAIN" when value.Length > 0:
                // An empty one is ignored (RFC 6265, section 5.2.3).
                var domain = value.StartsWith('.') ? value[1..] : value;
                Domain = Ascii.IsValid(domain) ? domain.ToLowerInvariant() : domain;
                break;
            case "PATH":
                Path = value;
                HasPath = true;
                break;
            case "SECURE":
                IsSecure = true;
                break;
            case "SAMESITE":
                IsSameSiteNone = value.Equals("None", StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    /// <summary>At the first '=', without the blanks around. Without one it is all name, or all value.</summary>
    private static (string Name, string Value) Divide(string part, bool isNameNeeded)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0
            ? (Trim(part[..equals]), Trim(part[(equals + 1)..]))
            : isNameNeeded ? (Trim(part), "") : ("", Trim(part));

        static string Trim(string text) => text.Trim(' ', '\t');
    }

    /// <summary>Null for what is no number of seconds.</summary>
    private static TimeSpan? MaxAge(string value)
    {
        var isNegative = value.StartsWith('-');
        var digits = value.AsSpan(isNegative ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return isNegative ? TimeSpan.Zero
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < LongestLife.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : LongestLife;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
