using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class SeenSetTests
{
    [Theory]
    [InlineData(0, 200_000)]
    [InlineData(12, 50_000)]
    [InlineData(40, 20_000)]
    [InlineData(127, 2)]
    public void It_agrees_with_an_ordinary_set_whatever_the_values_have_in_common(int commonBits, int count)
    {
        var random = new Random(3);
        var set = new SeenSet();
        var model = new HashSet<UInt128>();
        var common = UInt128.MaxValue / 3;
        for (var i = 0; i < count; i++)
        {
            var value = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64() & (i % 3 == 0 ? 0xfff : ulong.MaxValue));
            value = commonBits == 0 ? value : (common >> (128 - commonBits) << (128 - commonBits)) | (value >> commonBits);
            Assert.Equal(model.Add(value), set.Add(value));
            Assert.False(set.Add(value));
        }

        Assert.All(model, value => Assert.False(set.Add(value)));
    }

    [Fact]
    public void Zero_is_a_value_like_any_other()
    {
        var set = new SeenSet();
        Assert.True(set.Add(UInt128.Zero));
        Assert.False(set.Add(UInt128.Zero));
        Assert.True(set.Add(UInt128.One));
    }
}
