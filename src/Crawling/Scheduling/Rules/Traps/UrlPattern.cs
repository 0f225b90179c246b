using System.Text;

namespace Crawling.Scheduling;

/// <summary>What URLs have in common that differ in numbers and dates only: <c>example.com/calendar?month=#&amp;year=#</c>.</summary>
internal static class UrlPattern
{
    /// <summary>Null if there is no digit in path and query.</summary>
    public static string? Of(Url url)
    {
        var pattern = new StringBuilder(url.Host);
        var text = string.Concat(url.Parts.Path, url.Parts.Query);
        var hasDigit = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length)
            {
                // These digits stand for letters.
                pattern.Append(text, i, 3);
                i += 2;
            }
            else if (!char.IsAsciiDigit(text[i]))
            {
                pattern.Append(text[i]);
            }
            else if (pattern[^1] != '#')
            {
                hasDigit = true;
                pattern.Append('#');
            }
        }

        return hasDigit ? pattern.ToString() : null;
    }
}
