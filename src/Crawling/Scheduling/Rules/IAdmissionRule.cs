using Crawling.Downloading;

namespace Crawling.Scheduling;

/// <summary>A reason to keep requests out of the crawl.</summary>
internal interface IAdmissionRule
{
    /// <summary>What it is called in events, and its statistic.</summary>
    string Name { get; }

    /// <summary>Why a request may not be scheduled and which setting says so; null: it may. From any thread.</summary>
    string? Refuse(Candidate candidate);

    /// <summary>A request has been put into the queue. On the loop.</summary>
    void Added(Request request)
    {
    }
}

/// <summary>A request that is to be scheduled.</summary>
/// <param name="Request">The request.</param>
/// <param name="Hop">The way to it.</param>
/// <param name="Page">The page it comes from; null if there is none.</param>
internal readonly record struct Candidate(Request Request, Hop Hop, Response? Page)
{
    /// <summary>Whether it was found on a site, and not put in on purpose.</summary>
    public bool IsLink => Hop.Depth > 0 && !Request.DontFilter;
}
