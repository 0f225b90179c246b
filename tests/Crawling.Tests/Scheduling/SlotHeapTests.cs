using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class SlotHeapTests
{
    [Fact]
    public void Two_heaps_agree_with_sorted_lists_whatever_is_placed_moved_and_removed()
    {
        var random = new Random(4711);
        var slots = Enumerable.Range(0, 60).Select(i => new Slot($"{i}", null!)).ToArray();
        var heaps = new[] { ByRank(), ByRank() };
        var models = new[] { new HashSet<Slot>(), new HashSet<Slot>() };

        for (var step = 0; step < 20_000; step++)
        {
            var slot = slots[random.Next(slots.Length)];
            var into = random.Next(3);
            models[0].Remove(slot);
            models[1].Remove(slot);
            if (into == 2)
            {
                slot.Heap?.Remove(slot);
            }
            else
            {
                slot.ReadyRank = random.Next(40);
                heaps[into].Place(slot);
                models[into].Add(slot);
            }

            for (var i = 0; i < 2; i++)
            {
                Assert.Equal(models[i].Count, heaps[i].Count);
                if (models[i].Count > 0)
                {
                    Assert.Equal(models[i].Min(member => member.ReadyRank), heaps[i].Top.ReadyRank);
                }
            }

            Assert.Equal(slots.Length, slots.Count(member => member.Heap is null == (member.HeapIndex < 0)));
        }

        static SlotHeap ByRank() => new(static (one, other) => one.ReadyRank.CompareTo(other.ReadyRank));
    }
}
