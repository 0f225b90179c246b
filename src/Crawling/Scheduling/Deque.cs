using System.Numerics;

namespace Crawling.Scheduling;

/// <summary>A ring of requests that gives from both ends.</summary>
internal sealed class Deque
{
    private FrontierRequest?[] _ring = new FrontierRequest?[4];
    private int _first;

    public int Count { get; private set; }

    public void AddLast(FrontierRequest request)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[At(Count++)] = request;
    }

    public FrontierRequest RemoveFirst()
    {
        var request = Clear(_first);
        _first = At(1);
        Count--;
        return request;
    }

    public FrontierRequest RemoveLast() => Clear(At(--Count));

    private int At(int index) => (_first + index) & (_ring.Length - 1);

    private FrontierRequest Clear(int position)
    {
        var request = _ring[position] ?? throw new InvalidOperationException("The queue is empty.");
        _ring[position] = null;
        return request;
    }

    private void Grow()
    {
        var grown = new FrontierRequest?[BitOperations.RoundUpToPowerOf2((uint)_ring.Length + 1)];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = _ring[At(i)];
        }

        _ring = grown;
        _first = 0;
    }
}
