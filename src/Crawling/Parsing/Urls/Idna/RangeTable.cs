namespace Crawling.Urls;

/// <summary>A value for each of the code points that have one, in ascending ranges.</summary>
internal sealed class RangeTable<T>(T none)
{
    private readonly List<int> _starts = [];
    private readonly List<(int End, T Value)> _ranges = [];

    public T this[int codePoint]
    {
        get
        {
            int index = _starts.BinarySearch(codePoint);
            index = index < 0 ? ~index - 1 : index;
            return index >= 0 && codePoint <= _ranges[index].End ? _ranges[index].Value : none;
        }
    }

    public void Add(int start, int end, T value)
    {
        _starts.Add(start);
        _ranges.Add((end, value));
    }
}
