using Crawling.Urls;

namespace Crawling.Tests.Parsing.Urls.Idna;

/// <summary>Beside the published cases, which leave out the rule for right-to-left names.</summary>
public sealed class InternationalNameTests
{
    [Theory]
    [InlineData("אב1.example", "xn--1-zhcd.example")]
    [InlineData("א.1", "")] // A label that starts with a digit, in a name with Hebrew.
    [InlineData("אa", "")]
    [InlineData("א1\u0661", "")] // European and Arabic digits in one label.
    [InlineData("aא", "")]
    [InlineData("א-", "")]
    [InlineData("xn--4db.a1", "xn--4db.a1")]
    [InlineData("xn--4db.1a", "")]
    public void Right_to_left_names_keep_to_their_rule(string name, string expected) =>
        Assert.Equal(expected, InternationalName.ToAscii(name));

    [Theory]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")] // Hangul
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("a\u0302\u0323", "\u1EAD")] // The marks in the other order.
    public void Names_are_composed_without_the_platform(string decomposed, string composed) =>
        Assert.Equal(InternationalName.ToAscii(composed), InternationalName.ToAscii(decomposed));

    [Theory]
    [InlineData("faß.de", "xn--fa-hia.de")]
    [InlineData("BÜCHER。example", "xn--bcher-kva.example")]
    [InlineData("ab\u00ADc.é", "abc.xn--9ca")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("xn--abc", "")]
    [InlineData("xn--", "")]
    [InlineData("\uFFFD", "")]
    public void A_name_becomes_ascii_by_non_transitional_processing(string name, string expected) =>
        Assert.Equal(expected, InternationalName.ToAscii(name));
}
