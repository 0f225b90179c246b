using Crawling.Diagnostics;
using Crawling.Downloading;

namespace Crawling.Scheduling;

/// <summary>Where every request enters the crawl, whether a start, a callback, an errback or the outside brings it. What a rule refuses is
/// recorded. From any thread.</summary>
internal sealed class Admission(AdmissionRules rules, DepthOptions depth, CrawlRecorder recorder)
{
    private readonly SeenUrls _seen = new();

    /// <summary>The request as it is scheduled; null if a rule refuses it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="hop">The way to it.</param>
    /// <param name="page">The page it comes from.</param>
    /// <param name="isStart">Whether it comes from <see cref="Spider.StartAsync"/>.</param>
    public FrontierRequest? Admit(Request request, Hop hop, Response? page = null, bool isStart = false) =>
        Refuses(request, hop, page) ? null : Enter(request, hop, isStart);

    /// <summary>Whether a rule refuses the request.</summary>
    public bool Refuses(Request request, Hop hop, Response? page)
    {
        var candidate = new Candidate(request, hop, page);
        foreach (var rule in rules.All)
        {
            if (rule.Refuse(candidate) is { } why)
            {
                recorder.Refused(request, hop, rule.Name, why);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a request that no rule refuses is known to be a duplicate.</summary>
    public bool HasSeen(Request request) => _seen.Contains(request);

    /// <summary>A request that no rule refuses, as it is scheduled.</summary>
    public FrontierRequest Enter(Request request, Hop hop, bool isStart = false)
    {
        var lowered = (long)depth.Priority * hop.Depth;
        return FrontierRequest.Of(lowered == 0 ? request : request with { Priority = int.CreateSaturating(request.Priority - lowered) }, hop, isStart);
    }

    /// <summary>Whether a fetch of a callback may be made.</summary>
    public bool AdmitFetch(Request request, Hop hop) => Allows(rules.Offsite.Refuse(new(request, hop, null)), request, hop);

    /// <summary>Whether what takes the place of a request, a retry or the target of a redirect, may be scheduled.</summary>
    public bool AdmitHop(Request next, FrontierRequest from) => Allows(rules.Offsite.RefuseHop(next, from.Request), next, from.Hop);

    /// <summary>A request has been put into the queue, or was there before. On the loop.</summary>
    public void Added(FrontierRequest request, bool isNew)
    {
        _seen.Add(request);

        // What takes the place of another has been counted as that.
        if (isNew && request.Hop.Chain.Count == 0)
        {
            foreach (var rule in rules.All)
            {
                rule.Added(request.Request);
            }
        }
    }

    private bool Allows(string? refusal, Request request, Hop hop)
    {
        if (refusal is not null)
        {
            recorder.Refused(request, hop, rules.Offsite.Name, refusal);
        }

        return refusal is null;
    }
}
