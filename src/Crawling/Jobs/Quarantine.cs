namespace Crawling.Jobs;

/// <summary>
/// Finds the request that kills the process. What was under way at several deaths is tried first and one at a time when the job goes on: the
/// one that kills is set aside, and what was merely beside it goes free. On the job's thread.
/// </summary>
internal sealed class Quarantine(RequestTable requests, DeadLetterTable deadLetters, TimeProvider time)
{
    /// <summary>How soon a slot asks again while others are tried.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Deaths after which a request is tried alone.</summary>
    private const int Suspicious = 3;

    /// <summary>Deaths after which a request is set aside, if it was alone at the last.</summary>
    private const int Deadly = 5;

    private readonly Dictionary<RequestKey, StoredRequest> _suspects = [];

    /// <summary>Whether there are requests to try alone.</summary>
    public bool IsOpen => _suspects.Count > 0;

    /// <summary>Judges what was under way when the last process died.</summary>
    /// <returns>The URLs that were set aside.</returns>
    public List<string> Enter(IEnumerable<(RequestKey Key, bool Alone)> left)
    {
        var setAside = new List<string>();
        foreach (var (key, alone) in left)
        {
            if (requests.Deliver(key) is not { } request)
            {
                continue;
            }

            if (alone && request.Deliveries >= Deadly)
            {
                requests.Delete(key);
                deadLetters.Add(request, $"{FailureReason.Poison}: the process died {request.Deliveries} times while it was under way", time.GetUtcNow());
                setAside.Add(RequestCodec.ReadUrl(request.Data));
            }
            else if (request.Deliveries >= Suspicious)
            {
                _suspects.Add(key, request);
            }
        }

        return setAside;
    }

    /// <summary>One of a slot that is to be tried alone; null if it has none.</summary>
    public StoredRequest? Next(long slot) =>
        _suspects.Values.Where(request => request.Key.Slot == slot).Select(request => (StoredRequest?)request).FirstOrDefault();

    /// <summary>It has been completed: nobody dies of it.</summary>
    public void Leave(RequestKey key) => _suspects.Remove(key);
}
