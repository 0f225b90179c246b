using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class DurationTests
{
    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:00:00.25", 0.25)]
    [InlineData("1.02:00:00", 93600)]
    [InlineData("-00:00:05", -5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("5m", 300)]
    [InlineData("36h", 129600)]
    [InlineData("2d", 172800)]
    [InlineData(" 2s ", 2)]
    public void A_duration_is_a_time_span_or_a_number_with_a_unit(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1,5s")]
    [InlineData("24:00:00")]
    [InlineData("1:30")]
    [InlineData("10 minutes")]
    [InlineData("99999999999999999999d")]
    [InlineData("20000000d")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(Duration.Parse(text));
    }
}
