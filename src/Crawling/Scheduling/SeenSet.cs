namespace Crawling.Scheduling;

/// <summary>
/// A set of fingerprints that grows a page at a time (extendible hashing): a full page is split in two, and nothing else moves. A set that is
/// copied as a whole needs three times its memory while it is, and leaves the garbage behind.
/// </summary>
internal sealed class SeenSet
{
    /// <summary>Splits after which a page grows instead: so many URLs of one hash prefix are made to hurt.</summary>
    private const int MaxDepth = 20;

    private Page[] _pages = [new Page()];
    private int _depth;
    private bool _hasZero;

    /// <summary>True if it was not in the set.</summary>
    public bool Add(UInt128 fingerprint)
    {
        // Zero marks a free place.
        if (fingerprint == UInt128.Zero)
        {
            return !_hasZero && (_hasZero = true);
        }

        var page = _pages[IndexOf(fingerprint)];
        while (page.IsFull)
        {
            if (page.Depth == MaxDepth)
            {
                page.Grow();
            }
            else
            {
                Split(page, IndexOf(fingerprint));
                page = _pages[IndexOf(fingerprint)];
            }
        }

        return page.Add(fingerprint);
    }

    public bool Contains(UInt128 fingerprint) =>
        fingerprint == UInt128.Zero ? _hasZero : _pages[IndexOf(fingerprint)].Contains(fingerprint);

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
        var upper = (index & ~((2 * half) - 1)) + half;
        _pages.AsSpan(upper, half).Fill(page.Split());
    }

    /// <summary>Open addressing by the last bits. A fingerprint is a hash already.</summary>
    private sealed class Page
    {
        private const int Places = 1024;

        private UInt128[] _places = new UInt128[Places];
        private int _count;

        /// <summary>How many first bits its fingerprints have in common.</summary>
        public int Depth { get; private set; }

        public bool IsFull => _count >= _places.Length / 8 * 7;

        public bool Contains(UInt128 value) => _places[PlaceOf(value)] == value;

        public bool Add(UInt128 value)
        {
            var place = PlaceOf(value);
            if (_places[place] == value)
            {
                return false;
            }

            _places[place] = value;
            _count++;
            return true;
        }

        /// <summary>Moves those whose next bit is set to a page of their own.</summary>
        public Page Split()
        {
            Span<UInt128> values = stackalloc UInt128[Places];
            _places.CopyTo(values);
            Array.Clear(_places);
            _count = 0;
            var bit = UInt128.One << (127 - Depth++);
            var upper = new Page { Depth = Depth };
            foreach (var value in values)
            {
                if (value != UInt128.Zero)
                {
                    ((value & bit) == UInt128.Zero ? this : upper).Add(value);
                }
            }

            return upper;
        }

        public void Grow()
        {
            var values = _places;
            _places = new UInt128[values.Length * 2];
            _count = 0;
            foreach (var value in values.Where(value => value != UInt128.Zero))
            {
                Add(value);
            }
        }

        /// <summary>Where it is, or else is put.</summary>
        private int PlaceOf(UInt128 value)
        {
            var place = (int)((ulong)value & ((uint)_places.Length - 1));
            while (_places[place] != UInt128.Zero && _places[place] != value)
            {
                place = (place + 1) & (_places.Length - 1);
            }

            return place;
        }
    }
}
