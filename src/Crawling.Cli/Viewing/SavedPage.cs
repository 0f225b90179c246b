using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Crawling.Cli;

/// <summary>A response as a file that a browser shows as the engine saw it: no script runs, and references lead where they led on the page.</summary>
internal static class SavedPage
{
    private static readonly Regex HeadOrComment = new(
        @"<!--[\s\S]*?-->|<head(\s[^>]*)?>|<!doctype[^>]*>(\s*<html(\s[^>]*)?>)?(\s*<head(\s[^>]*)?>)?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Writes it to a temporary folder of this user's own.</summary>
    /// <returns>The path.</returns>
    public static string Save(Response response)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("crawler-").FullName, $"page.{ExtensionOf(response)}");
        if (response.IsHtml)
        {
            // The byte order mark goes before whatever encoding the page itself names.
            File.WriteAllText(path, WithBase(response.Text, response.UrlJoin("").Href), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        else
        {
            File.WriteAllBytes(path, response.Body.ToArray());
        }

        return path;
    }

    /// <summary>Markup with a base URL, which goes before one that it has itself, and without scripts.</summary>
    internal static string WithBase(string html, string baseUrl)
    {
        var markup = $"<base href=\"{WebUtility.HtmlEncode(baseUrl)}\"><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
        var at = HeadOrComment.Matches(html).FirstOrDefault(match => !match.Value.StartsWith("<!--", StringComparison.Ordinal)) is { } start
            ? start.Index + start.Length
            : 0;
        return html[..at] + markup + html[at..];
    }

    private static string ExtensionOf(Response response)
    {
        var extension = Path.GetExtension(response.Url.Path).TrimStart('.');
        return response.IsHtml ? "html"
            : extension.Length is > 0 and <= 5 && extension.All(char.IsAsciiLetterOrDigit) ? extension
            : response.IsText ? "txt"
            : "bin";
    }
}
