using System.Globalization;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>Text that may be shown: without the credentials of the URLs in it, and without the control characters by which a remote text
/// could command a terminal.</summary>
internal static class CleanText
{
    /// <summary>A text of several lines.</summary>
    public static string Of(string text) => Escape(Secrets.Mask(text), keep: "\r\n\t");

    /// <summary>A text within a line: it cannot forge one of its own.</summary>
    public static string Line(string text) => Escape(Secrets.Mask(text), keep: "\t");

    private static string Escape(string text, string keep)
    {
        return text.Any(IsUnwanted) ? string.Concat(text.Select(Escaped)) : text;

        bool IsUnwanted(char c) => char.IsControl(c) && !keep.Contains(c);

        string Escaped(char c) => IsUnwanted(c) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString();
    }
}
