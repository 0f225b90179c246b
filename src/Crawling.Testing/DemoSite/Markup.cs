using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Crawling.Testing.Demo;

/// <summary>HTML by string interpolation: every value is encoded unless it is HTML itself.</summary>
internal static class Markup
{
    // Other scripts stay readable, as they are in the pages of the live sites.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent Html(FormattableString markup) =>
        new HtmlFormattableString(CultureInfo.InvariantCulture, markup.Format, markup.GetArguments());

    public static IHtmlContent Each<T>(IEnumerable<T> items, Func<T, IHtmlContent> draw)
    {
        var all = new HtmlContentBuilder();
        foreach (var item in items)
        {
            all.AppendHtml(draw(item));
        }

        return all;
    }

    public static IResult Page(IHtmlContent html, int status = StatusCodes.Status200OK)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(text, Encoder);
        return Results.Text(text.ToString(), "text/html; charset=utf-8", statusCode: status);
    }
}
