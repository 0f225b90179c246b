using System.Buffers.Binary;
using System.Globalization;
using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Items;

/// <summary>
/// The keys of the items there have been, as fingerprints. A key is taken when its item enters the pipelines, and kept when its page is
/// acknowledged, in the same transaction: so the items of a page that is processed again are never their own duplicates. From any thread.
/// </summary>
internal sealed class ItemKeys : IJobState
{
    private const string Prefix = "item-keys/";
    private const int Size = 16;
    private const int PageLength = 256;

    private readonly Lock _lock = new();
    private readonly SeenSet _kept = new();
    private readonly HashSet<UInt128> _taken = [];
    private readonly List<UInt128> _unsaved = [];
    private readonly List<UInt128> _page = [];
    private int _pageNumber;

    /// <summary>False if another item has or had the key.</summary>
    public bool TryTake(UInt128 key)
    {
        lock (_lock)
        {
            return !_kept.Contains(key) && _taken.Add(key);
        }
    }

    /// <summary>The items that took these have gone no further.</summary>
    public void Release(IReadOnlyCollection<UInt128> keys)
    {
        lock (_lock)
        {
            _taken.ExceptWith(keys);
        }
    }

    /// <summary>The page of the items that took these is acknowledged.</summary>
    public void Keep(IReadOnlyCollection<UInt128> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _taken.Remove(key);
                if (_kept.Add(key))
                {
                    _unsaved.Add(key);
                }
            }
        }
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (name, bytes) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            UInt128[] keys = [.. bytes.Chunk(Size).Select(key => BinaryPrimitives.ReadUInt128BigEndian(key))];
            foreach (var key in keys)
            {
                _kept.Add(key);
            }

            if (int.Parse(name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) is var number && number >= _pageNumber)
            {
                _pageNumber = number;
                _page.Clear();
                _page.AddRange(keys);
            }
        }
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        lock (_lock)
        {
            List<StateChange> changes = [];
            for (var from = 0; from < _unsaved.Count;)
            {
                if (_page.Count == PageLength)
                {
                    _page.Clear();
                    _pageNumber++;
                }

                var count = Math.Min(PageLength - _page.Count, _unsaved.Count - from);
                _page.AddRange(_unsaved.GetRange(from, count));
                from += count;
                changes.Add(new(Prefix + _pageNumber.ToString(CultureInfo.InvariantCulture), Write(_page)));
            }

            _unsaved.Clear();
            return changes;
        }
    }

    private static byte[] Write(List<UInt128> keys)
    {
        var bytes = new byte[keys.Count * Size];
        for (var i = 0; i < keys.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Size), keys[i]);
        }

        return bytes;
    }
}
