using Crawling.Scheduling;

namespace Crawling.Robots;

/// <summary>Lets no request out of its slot before the robots.txt of its origin is known: the first of an origin has it fetched, all are held
/// until it is there. Used on the loop only.</summary>
internal sealed class RobotsGate(Reactor reactor, Scheduler scheduler, RobotsCache answers, RobotsFetcher fetcher, Action onAnswered)
{
    private readonly Dictionary<string, List<LeasedRequest>> _held = new(StringComparer.Ordinal);

    /// <summary>Whether a request may go now, and if so with which answer. One that may not goes back into its slot when the answer is there.</summary>
    public bool LetsPass(LeasedRequest request)
    {
        var target = request.Entry.Request;
        if (request.Robots is not null || request.SubRequest is { IsRobots: true } || target.Url.Scheme is not ("http" or "https"))
        {
            return true;
        }

        var origin = target.Url.Origin;
        var known = answers.Find(origin);
        if (known?.Expires > reactor.Time.GetUtcNow())
        {
            request.Robots = known;
            return true;
        }

        if (_held.TryGetValue(origin, out var held))
        {
            held.Add(request);
        }
        else
        {
            _held.Add(origin, [request]);
            _ = AskAsync(origin, target, known);
        }

        return false;
    }

    private async Task AskAsync(string origin, Request asking, RobotsAnswer? earlier)
    {
        var answer = await fetcher.FetchAsync(origin, asking, earlier);
        reactor.Post(() => Answered(answer));
    }

    private void Answered(RobotsAnswer answer)
    {
        answers.Put(answer);
        _held.Remove(answer.Origin, out var held);
        foreach (var request in held!)
        {
            // However full the memory is, it has its answer.
            request.Robots = answer;
            scheduler.Readmit(request);

            // The fetch of robots.txt is a request too, if it was one.
            scheduler.CoolDown(request.Entry.Slot, answer.IsUnsent ? TimeSpan.Zero : answer.CrawlDelay);
        }

        onAnswered();
    }
}
