using System.Globalization;
using System.Text;

namespace Crawling.Cli;

/// <summary>The pages of the site that is measured on: 15 to 30 KiB and some eighty links each, the same on every machine.</summary>
internal static class BenchPage
{
    public const int Entries = 20;
    private const int Topics = 15;
    private const int Neighbours = 10;

    private static readonly string[] Words =
    [
        "account", "answer", "autumn", "bridge", "café", "carpenter", "cloud", "copper", "evening", "fields &amp; woods", "garden", "harbour",
        "history", "island", "journey", "kitchen", "lantern", "letter", "market", "meadow", "mountain", "naïve", "number", "orchard", "paper",
        "quarter", "river", "season", "silver", "station", "summer", "teacher", "thunder", "valley", "village", "water", "window",
    ];

    /// <param name="number">Counted from 0.</param>
    /// <param name="pages">How many the site has. Each links to the next, so that all can be reached from any.</param>
    public static byte[] Write(int number, int pages)
    {
        var html = new StringBuilder(32 * 1024);
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Page {{number}}: {{Text(number, 4)}}</title>
            <meta name="description" content="{{Text(number + 1, 12)}}">
            <style>
            .entry { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; padding: .5rem; border-bottom: 1px solid #ddd; }
            .price::before { content: "€ "; }
            </style>
            <script>window.page = { number: {{number}}, isLast: {{number}} < 1 && "<a href='no-link'>" };</script>
            </head>
            <body>
            <header><h1>{{Text(number, 4)}}</h1>
            <nav><ul class="topics">

            """);
        for (var topic = 0; topic < Topics; topic++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{topic * 31 % pages}\">{Text(topic, 2)}</a></li>\n");
        }

        html.Append("</ul></nav></header>\n<main>\n");
        for (var entry = 0; entry < Entries; entry++)
        {
            WriteEntry(html, (number * 7) + (entry * 13), pages);
        }

        html.Append("</main>\n<ul class=\"pager\">\n");
        for (var step = 1; step <= Neighbours; step++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a rel=\"next\" href=\"{(number + step) % pages}\">{number + step}</a></li>\n");
        }

        html.Append("</ul>\n<footer><p>Made to be crawled. <a href=\"0\">Home</a></p></footer>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void WriteEntry(StringBuilder html, int seed, int pages) => html.Append(CultureInfo.InvariantCulture, $"""
        <article class="entry" id="entry-{seed}" data-rank="{seed % 100}">
        <a class="cover" href="{seed % pages}#cover"><img src="/covers/{seed % 50}.jpg" alt="{Text(seed, 3)}" width="128" height="160" loading="lazy"></a>
        <div class="body">
        <h2><a href="{seed % pages}">{Text(seed, 3)}</a></h2>
        <p class="price">{seed % 90}.{seed % 10}9</p>
        <p class="text">{Text(seed + 3, 50 + (seed % 40))}</p>
        <a class="tag" href="{seed % Topics * 31 % pages}">{Text(seed, 1)}</a>
        </div>
        </article>

        """);

    private static string Text(int seed, int words) => string.Join(' ', Enumerable.Range(0, words).Select(word => Words[(seed + (word * word) + (3 * word)) % Words.Length]));
}
