using System.Text;
using Crawling.Parsing;

namespace Crawling.Tests.Parsing;

public sealed class ShortTagTests
{
    [Theory]
    [InlineData("<p>", 3)]
    [InlineData("</span>", 7)]
    [InlineData("<div class=\"a > b\" id=\"c\">", null)]
    [InlineData("<div class=\"a\" id=\"c\" hidden>", 29)]
    [InlineData("<td width=5>", 12)]
    [InlineData("<p class='a'>", null)]
    [InlineData("<p =\"a\">", null)]
    [InlineData("<p=\"x y=\"a>b\">", null)]
    [InlineData("<p a=b\"c d=\"e>f\">", null)]
    [InlineData("<!-- -->", null)]
    [InlineData("text", null)]
    public void A_tag_is_read_if_it_is_written_plainly(string html, int? length)
    {
        var isRead = ShortTag.TryRead(Padded(html), out var tag);

        Assert.Equal(length, isRead ? tag.Length : null);
    }

    [Fact]
    public void Whatever_is_read_ends_where_the_rules_of_the_standard_say()
    {
        const string Alphabet = "a =\"'/><";
        var read = 0;
        var html = Padded("<a");
        for (var number = 0; number < 1 << 21; number++)
        {
            for (var place = 0; place < 7; place++)
            {
                html[2 + place] = (byte)Alphabet[(number >> (3 * place)) & 7];
            }

            if (!ShortTag.TryRead(html, out var tag))
            {
                continue;
            }

            read++;
            var reader = new MarkupReader(html);
            Assert.True(reader.Read());
            var name = reader.Name;
            reader.SkipAttributes();
            if ((TagNames.KindOf(name), reader.Position) != (tag.Kind, tag.Length))
            {
                Assert.Fail($"{Encoding.ASCII.GetString(html)} is read as a tag of {tag.Length} bytes, and has {reader.Position}.");
            }
        }

        Assert.InRange(read, 1 << 19, 1 << 21);
    }

    [Theory]
    [InlineData("h1", true)]
    [InlineData("H1", true)]
    [InlineData("h\u0011", false)]
    [InlineData("blockquote", true)]
    [InlineData("blockquo", false)]
    [InlineData("blockquotes", false)]
    [InlineData("x-paragraph", false)]
    public void A_name_is_known_whole_and_whatever_its_case(string name, bool isKnown) =>
        Assert.Equal(isKnown, TagNames.KindOf(Encoding.ASCII.GetBytes(name)) is not TagKind.Ordinary);

    /// <summary>With a page behind it in which every quote comes to an end.</summary>
    private static byte[] Padded(string html) => Encoding.ASCII.GetBytes(html + "       \">'>" + new string('-', 80));
}
