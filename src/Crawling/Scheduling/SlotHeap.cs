namespace Crawling.Scheduling;

/// <summary>A binary heap of slots that knows where each stands, so that one can be moved or removed in O(log n).</summary>
internal sealed class SlotHeap(Comparison<Slot> compare)
{
    private readonly List<Slot> _slots = [];

    public int Count => _slots.Count;

    public Slot Top => _slots[0];

    /// <summary>Some from the top, not in their order.</summary>
    public IEnumerable<Slot> First(int count) => _slots.Take(count);

    /// <summary>Puts it in, or where it belongs after its key has changed. It leaves another heap it may be in.</summary>
    public void Place(Slot slot)
    {
        if (slot.Heap != this)
        {
            slot.Heap?.Remove(slot);
            slot.Heap = this;
            slot.HeapIndex = _slots.Count;
            _slots.Add(slot);
        }

        Settle(slot.HeapIndex);
    }

    public void Remove(Slot slot)
    {
        var hole = slot.HeapIndex;
        var last = _slots[^1];
        _slots.RemoveAt(_slots.Count - 1);
        slot.Heap = null;
        slot.HeapIndex = -1;
        if (last != slot)
        {
            Put(last, hole);
            Settle(hole);
        }
    }

    private void Settle(int index)
    {
        var slot = _slots[index];
        while (index > 0 && compare(slot, _slots[(index - 1) / 2]) < 0)
        {
            Put(_slots[(index - 1) / 2], index);
            index = (index - 1) / 2;
        }

        while (Smaller(index) is var child && child < _slots.Count && compare(_slots[child], slot) < 0)
        {
            Put(_slots[child], index);
            index = child;
        }

        Put(slot, index);
    }

    private int Smaller(int parent)
    {
        var left = (parent * 2) + 1;
        var right = left + 1;
        return right < _slots.Count && compare(_slots[right], _slots[left]) < 0 ? right : left;
    }

    private void Put(Slot slot, int index)
    {
        _slots[index] = slot;
        slot.HeapIndex = index;
    }
}
