using Crawling.Downloading;

namespace Crawling.Tests.Downloading;

public class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("007", 7)]
    [InlineData("Thu, 01 Jan 2026 12:02:00 GMT", 120)]
    [InlineData("Thursday, 01-Jan-26 12:02:00 GMT", 120)]
    [InlineData("Thu Jan  1 12:02:00 2026", 120)]
    public void Seconds_and_the_three_forms_of_a_date_are_read(string field, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Read(field, Now, Longest));

    [Theory]
    [InlineData("300")]
    [InlineData("301")]
    [InlineData("2147483648")]
    [InlineData("1767225600000")]
    [InlineData("99999999999999999999999999999999999999999999")]
    [InlineData("Fri, 01 Jan 2027 12:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void A_longer_wait_than_the_longest_is_cut(string field) => Assert.Equal(Longest, RetryAfter.Read(field, Now, Longest));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("∞")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    [InlineData("5 minutes")]
    [InlineData("٣")]
    [InlineData("soon")]
    [InlineData("Thu, 01 Jan 2026 12:00:00 GMT")]
    [InlineData("Thu, 01 Jan 2026 11:59:59 GMT")]
    [InlineData("Thu, 99 Jan 2026 12:02:00 GMT")]
    [InlineData("2026-01-01T12:02:00Z")]
    public void What_is_past_or_cannot_be_read_asks_for_no_wait(string? field) => Assert.Null(RetryAfter.Read(field, Now, Longest));
}
