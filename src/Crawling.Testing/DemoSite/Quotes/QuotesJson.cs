using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Crawling.Testing.Demo;

/// <summary>The quotes as the endless-scroll API and the pages drawn by script give them.</summary>
internal static class QuotesJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IResult Answer(PageOf<Quote> page, string? tag) => Results.Json(
        new
        {
            HasNext = page.Next is not null,
            Page = page.Number,
            Quotes = page.Items.Select(Shape),
            Tag = tag,
            TopTenTags = QuoteCollection.TopTags.Select(top => new object[] { top.Tag, top.Count }),
        },
        Options);

    public static string Array(IEnumerable<Quote> quotes) => JsonSerializer.Serialize(quotes.Select(Shape), Options);

    private static object Shape(Quote quote) => new
    {
        Author = new { quote.Author.Name, GoodreadsLink = $"/author/show/{quote.Author.Slug}", quote.Author.Slug },
        quote.Tags,
        quote.Text,
    };
}
