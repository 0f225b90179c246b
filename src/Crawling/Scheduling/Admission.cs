using Crawling.Diagnostics;

namespace Crawling.Scheduling;

/// <summary>The rules that keep a request out of the crawl before it is scheduled, wherever it comes from.</summary>
internal sealed class Admission(OffsiteFilter offsite, CrawlRecorder recorder)
{
    /// <summary>Whether it may be scheduled; a refusal is recorded. From any thread.</summary>
    public bool Admit(Request request)
    {
        if (offsite.Allows(request))
        {
            return true;
        }

        recorder.Offsite(request, offsite.IsFirst(request.Url.Host));
        return false;
    }

    /// <summary>Whether a hop stays within the domains, or what it comes from was outside already, by its author's choice.</summary>
    public bool AdmitHop(Request from, Request to) => !offsite.Allows(from) || Admit(to);
}
