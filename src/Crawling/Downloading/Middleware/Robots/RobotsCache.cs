namespace Crawling.Robots;

/// <summary>The answers used last, so many as fit into a size. Used on the loop only.</summary>
internal sealed class RobotsCache(long limit)
{
    /// <summary>Bytes of files that a crawl keeps in memory.</summary>
    public const long UsualLimit = 64 << 20;

    /// <summary>What an answer weighs beside its file.</summary>
    private const int Overhead = 512;

    private readonly Dictionary<string, LinkedListNode<RobotsAnswer>> _answers = new(StringComparer.Ordinal);
    private readonly LinkedList<RobotsAnswer> _byUse = [];
    private long _size;

    /// <summary>Told of each answer that is put, and with null of each that goes. Default: nobody is.</summary>
    public Action<string, RobotsAnswer?> Changed { get; set; } = static (_, _) => { };

    public int Count => _answers.Count;

    /// <summary>The answer of an origin, be it expired; null if none is kept.</summary>
    public RobotsAnswer? Find(string origin)
    {
        if (!_answers.TryGetValue(origin, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    /// <summary>Keeps an answer in place of an earlier one; what was not used for longest goes when there is no room.</summary>
    public void Put(RobotsAnswer answer)
    {
        if (_answers.TryGetValue(answer.Origin, out var earlier))
        {
            Remove(earlier);
        }

        _answers.Add(answer.Origin, _byUse.AddFirst(answer));
        _size += WeightOf(answer);
        Changed(answer.Origin, answer);
        while (_size > limit && _byUse.Last is { } last)
        {
            Remove(last);
            Changed(last.Value.Origin, null);
        }
    }

    private static long WeightOf(RobotsAnswer answer) => (answer.File?.Length ?? 0) + Overhead;

    private void Remove(LinkedListNode<RobotsAnswer> node)
    {
        _byUse.Remove(node);
        _answers.Remove(node.Value.Origin);
        _size -= WeightOf(node.Value);
    }
}
