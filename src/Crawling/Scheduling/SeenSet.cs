namespace Crawling.Scheduling;

/// <summary>A set of fingerprints in segments that grow one at a time: one that doubles as a whole needs three times its memory while it does.</summary>
internal sealed class SeenSet
{
    private const int SegmentBits = 8;

    private readonly Segment[] _segments = [.. Enumerable.Range(0, 1 << SegmentBits).Select(_ => new Segment())];

    /// <summary>True if it was not in the set.</summary>
    public bool Add(UInt128 fingerprint) => _segments[(int)(fingerprint >> (128 - SegmentBits))].Add(fingerprint);

    /// <summary>Open addressing; zero marks a free place, so zero itself is kept apart. A fingerprint is a hash already.</summary>
    private sealed class Segment
    {
        private UInt128[] _places = new UInt128[16];
        private int _count;
        private bool _hasZero;

        public bool Add(UInt128 value)
        {
            if (value == UInt128.Zero)
            {
                return !_hasZero && (_hasZero = true);
            }

            var place = Find(_places, value);
            if (_places[place] == value)
            {
                return false;
            }

            _places[place] = value;
            if (++_count > _places.Length / 5 * 4)
            {
                Grow();
            }

            return true;
        }

        private static int Find(UInt128[] places, UInt128 value)
        {
            var place = (int)((ulong)value % (uint)places.Length);
            while (places[place] != UInt128.Zero && places[place] != value)
            {
                place = place + 1 == places.Length ? 0 : place + 1;
            }

            return place;
        }

        private void Grow()
        {
            var grown = new UInt128[_places.Length / 2 * 3];
            foreach (var value in _places)
            {
                if (value != UInt128.Zero)
                {
                    grown[Find(grown, value)] = value;
                }
            }

            _places = grown;
        }
    }
}
