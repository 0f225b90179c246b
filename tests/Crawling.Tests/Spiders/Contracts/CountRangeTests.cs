using Crawling.Contracts;

namespace Crawling.Tests;

public class CountRangeTests
{
    [Theory]
    [InlineData("3", "3", new[] { 3 }, new[] { 2, 4 })]
    [InlineData("1..", "at least 1", new[] { 1, 1000 }, new[] { 0 })]
    [InlineData("..2", "at most 2", new[] { 0, 2 }, new[] { 3 })]
    [InlineData("1..10", "1 to 10", new[] { 1, 10 }, new[] { 0, 11 })]
    [InlineData("0", "0", new[] { 0 }, new[] { 1 })]
    public void A_range_holds_what_lies_in_it(string text, string told, int[] inside, int[] outside)
    {
        Assert.True(CountRange.TryParse(text, out var range));

        Assert.Equal(told, range.ToString());
        Assert.All(inside, count => Assert.True(range.Contains(count)));
        Assert.All(outside, count => Assert.False(range.Contains(count)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("x")]
    [InlineData("-1..")]
    [InlineData("2..1")]
    [InlineData("1..2..3")]
    [InlineData("1-2")]
    public void What_is_no_range_is_refused(string text) => Assert.False(CountRange.TryParse(text, out _));
}
