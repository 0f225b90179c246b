using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class UrlPatternTests
{
    [Theory]
    [InlineData("https://a.test/2024/05/12", "a.test/#/#/#")]
    [InlineData("https://a.test/calendar?month=5&year=2024#top", "a.test/calendar?month=#&year=#")]
    [InlineData("https://a.test/page-17b", "a.test/page-#b")]
    [InlineData("https://a1.test/about", null)]
    [InlineData("https://a.test/%E4%BD%A0", null)]
    public void Numbers_are_left_out_and_encoded_letters_are_not(string url, string? pattern) => Assert.Equal(pattern, UrlPattern.Of(url));
}
