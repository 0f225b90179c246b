namespace Crawling.Jobs;

/// <summary>How many outputs of the spider's start are done without a gap: so many are passed over when it runs again.</summary>
internal sealed class StartMark(long value)
{
    private readonly HashSet<long> _beyond = [];

    public long Value { get; private set; } = value;

    /// <summary>True if the mark has moved.</summary>
    public bool Done(long index)
    {
        if (index != Value)
        {
            _beyond.Add(index);
            return false;
        }

        do
        {
            Value++;
        }
        while (_beyond.Remove(Value));
        return true;
    }
}
