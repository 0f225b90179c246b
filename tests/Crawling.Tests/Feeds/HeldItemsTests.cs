using System.Text.Json;
using Crawling.Feeds;
using Crawling.Items;

namespace Crawling.Tests.Feeds;

public sealed class HeldItemsTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(2000)]
    public void Items_come_back_in_order_however_many(int count)
    {
        using HeldItems held = new(wanted: true);
        for (var i = 0; i < count; i++)
        {
            held.Add(new { i, text = new string('x', i) });
        }

        for (var time = 0; time < 2; time++)
        {
            var read = held.Read().Select(item => JsonDocument.Parse(item.Json).RootElement).ToList();
            Assert.Equal(Enumerable.Range(0, count), read.Select(item => item.GetProperty("i").GetInt32()));
            Assert.All(read, item => Assert.Equal(item.GetProperty("i").GetInt32(), item.GetProperty("text").GetString()!.Length));
        }
    }

    [Fact]
    public void An_item_that_cannot_be_written_down_harms_no_other()
    {
        using HeldItems held = new(wanted: true);
        held.Add(new { n = 1 });
        Assert.Throws<UnwritableItemException>(() => held.Add(new { n = 2, stream = Stream.Null }));
        held.Add(new { n = 3 });

        Assert.Equal([1, 3], held.Read().Select(item => JsonDocument.Parse(item.Json).RootElement.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void An_item_is_held_as_it_was()
    {
        using HeldItems held = new(wanted: true);
        DynamicItem item = new() { ["n"] = 1 };
        held.Add(item);
        item["n"] = 2;

        Assert.Equal("""{"n":1}"""u8, Assert.Single(held.Read()).Json.Span);
    }

    [Fact]
    public void Nothing_is_held_where_there_is_no_feed()
    {
        using HeldItems held = new(wanted: false);
        held.Add(new { n = 1 });

        Assert.Equal(0, held.Count);
    }
}
