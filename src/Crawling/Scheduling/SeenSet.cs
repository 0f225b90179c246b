namespace Crawling.Scheduling;

/// <summary>
/// A set of fingerprints in sorted pages, each for one prefix: a full page is split in two, and nothing else moves (extendible hashing). A set
/// that is copied as a whole needs three times its memory while it is; a sorted page needs no free places as a hash table does.
/// </summary>
internal sealed class SeenSet
{
    /// <summary>Splits after which a page only grows: so many URLs of one hash prefix are made to hurt.</summary>
    private const int MaxDepth = 20;

    private Page[] _pages = [new Page()];
    private int _depth;

    /// <summary>True if it was not in the set.</summary>
    public bool Add(UInt128 fingerprint)
    {
        while (true)
        {
            var index = IndexOf(fingerprint);
            var page = _pages[index];
            if (!page.IsFull || page.Depth == MaxDepth)
            {
                return page.Add(fingerprint);
            }

            Split(page, index);
        }
    }

    public bool Contains(UInt128 fingerprint) => _pages[IndexOf(fingerprint)].Contains(fingerprint);

    /// <summary>The first bits say which page it is.</summary>
    private int IndexOf(UInt128 fingerprint) => (int)((fingerprint >> 64 >> (64 - _depth)) & ((1u << _depth) - 1));

    private void Split(Page page, int index)
    {
        if (page.Depth == _depth)
        {
            var pages = new Page[_pages.Length * 2];
            for (var i = 0; i < pages.Length; i++)
            {
                pages[i] = _pages[i / 2];
            }

            _pages = pages;
            _depth++;
            index *= 2;
        }

        var half = 1 << (_depth - page.Depth - 1);
        var first = index & ~((2 * half) - 1);
        _pages.AsSpan(first + half, half).Fill(page.Split());
    }

    /// <summary>Sorted fingerprints, in chunks so that growing frees no memory of odd sizes. All chunks but the last are full, and each is a
    /// ring: to take in what the one before has no place for it writes one value, and moves none.</summary>
    private sealed class Page
    {
        private const int ChunkLength = 32;
        private const int MaxCount = 16 * ChunkLength;

        private readonly List<UInt128[]> _chunks = [];

        /// <summary>Where in each chunk its first value stands.</summary>
        private readonly List<byte> _firsts = [];
        private int _count;

        /// <summary>How many first bits its fingerprints have in common.</summary>
        public int Depth { get; private set; }

        public bool IsFull => _count >= MaxCount;

        private UInt128 this[int place] => At(place / ChunkLength, place % ChunkLength);

        public bool Contains(UInt128 value) => IsAt(FirstNotBelow(value), value);

        public bool Add(UInt128 value)
        {
            var place = FirstNotBelow(value);
            if (IsAt(place, value))
            {
                return false;
            }

            Insert(place, value);
            return true;
        }

        /// <summary>Moves those whose next bit is set to a page of their own.</summary>
        public Page Split()
        {
            var bit = UInt128.One << (127 - Depth++);
            var half = FirstNotBelow((this[0] & ~(bit - 1)) | bit);
            var moved = new UInt128[_count - half];
            for (var place = half; place < _count; place++)
            {
                moved[place - half] = this[place];
            }

            var upper = new Page { Depth = Depth };
            var kept = (half + ChunkLength - 1) / ChunkLength;
            upper._chunks.AddRange(_chunks[kept..]);
            upper._firsts.AddRange(_firsts[kept..]);
            _chunks.RemoveRange(kept, _chunks.Count - kept);
            _firsts.RemoveRange(kept, _firsts.Count - kept);
            _count = half;
            foreach (var value in moved)
            {
                upper.Insert(upper._count, value);
            }

            return upper;
        }

        private bool IsAt(int place, UInt128 value) => place < _count && this[place] == value;

        private int FirstNotBelow(UInt128 value)
        {
            // Fingerprints are spread evenly, so that the chunk is about where their bits behind the prefix say.
            var last = Math.Max(_count - 1, 0) / ChunkLength;
            var chunk = (int)((ulong)_count * (ulong)(value << Depth >> 96) >> 32) / ChunkLength;
            while (chunk > 0 && At(chunk, 0) > value)
            {
                chunk--;
            }

            while (chunk < last && At(chunk + 1, 0) <= value)
            {
                chunk++;
            }

            var start = chunk * ChunkLength;
            var (low, high) = (0, Math.Min(_count - start, ChunkLength));
            while (low < high)
            {
                var middle = (low + high) >> 1;
                (low, high) = At(chunk, middle) < value ? (middle + 1, high) : (low, middle);
            }

            return start + low;
        }

        private void Insert(int place, UInt128 value)
        {
            if (_count == _chunks.Count * ChunkLength)
            {
                _chunks.Add(new UInt128[ChunkLength]);
                _firsts.Add(0);
            }

            // What a full chunk has no place for goes to the beginning of the next.
            var chunk = place / ChunkLength;
            var over = InsertWithin(chunk, place % ChunkLength, value);
            while (++chunk <= _count / ChunkLength)
            {
                _firsts[chunk] = (byte)((_firsts[chunk] + ChunkLength - 1) % ChunkLength);
                (At(chunk, 0), over) = (over, At(chunk, 0));
            }

            _count++;
        }

        /// <returns>What was last in the chunk, if it was full.</returns>
        private UInt128 InsertWithin(int chunk, int place, UInt128 value)
        {
            var over = At(chunk, ChunkLength - 1);
            for (var behind = Math.Min(_count - (chunk * ChunkLength), ChunkLength - 1); behind > place; behind--)
            {
                At(chunk, behind) = At(chunk, behind - 1);
            }

            At(chunk, place) = value;
            return over;
        }

        private ref UInt128 At(int chunk, int place) => ref _chunks[chunk][(_firsts[chunk] + place) % ChunkLength];
    }
}
