namespace Crawling.Scheduling;

/// <summary>What goes next of the requests that wait in a slot: the best one that may go at once, else the one whose time comes first.</summary>
internal readonly record struct SlotHead(int Priority, DateTimeOffset? NotBefore)
{
    /// <summary>Which of two goes first; null: there is none.</summary>
    public static SlotHead? First(SlotHead? one, SlotHead? other) =>
        one is not { } left ? other
        : other is not { } right ? one
        : left.GoesBefore(right) ? left : right;

    private bool GoesBefore(SlotHead other) => (NotBefore, other.NotBefore) switch
    {
        (null, null) => Priority > other.Priority,
        (null, _) => true,
        (_, null) => false,
        var (mine, its) => mine < its || (mine == its && Priority > other.Priority),
    };
}
