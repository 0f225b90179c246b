namespace Crawling.Scheduling;

/// <summary>Tells how the slots with the most requests stand. On the loop; however many slots there are, it looks at few.</summary>
internal sealed class BusiestSlots(Slots slots, TimeProvider time)
{
    /// <summary>Up to so many slots all are compared.</summary>
    private const int AllUpTo = 1000;

    public IReadOnlyList<HostSnapshot> Take(int count, IEnumerable<LeasedRequest> active)
    {
        var (now, wallClock) = (slots.Now, time.GetUtcNow());
        return
        [
            .. Candidates(count, active)
                .OrderByDescending(slot => slot.Queued + slot.Active)
                .ThenBy(slot => slot.Name, StringComparer.Ordinal)
                .Take(count)
                .Select(slot => new HostSnapshot(slot.Name, slot.StateAt(now, wallClock), Math.Max(0, slot.Queued), slot.Active, WaitOf(slot))),
        ];

        TimeSpan? WaitOf(Slot slot) => (slot.IsEmpty ? slot.Pace.NextAllowed - now : slot.WaitAt(now, wallClock)) is var wait && wait > TimeSpan.Zero ? wait : null;
    }

    private IEnumerable<Slot> Candidates(int count, IEnumerable<LeasedRequest> active) => slots.Count <= AllUpTo
        ? slots.All
        : active.Select(request => slots.Of(request.Entry.Slot)).Concat(slots.Next(count)).Distinct();
}
