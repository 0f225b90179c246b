namespace Crawling.Scheduling;

/// <summary>Sees a path that runs in circles, as relative links make where every path is answered: <c>/a/b/a/b/a/b/</c>.</summary>
internal sealed class RepeatedSegmentsRule(int limit) : IAdmissionRule
{
    public string Name => "traps/repeated_segments";

    public string? Refuse(Candidate candidate)
    {
        if (!candidate.IsLink || candidate.Request.Url.Parts.Path.Count('/') <= limit)
        {
            return null;
        }

        var (segment, count) = candidate.Request.Url.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).CountBy(segment => segment).MaxBy(group => group.Value);
        return count > limit
            ? $"'{segment}' stands {count} times in its path, traps:repeatedSegments is {limit} (null: no limit)"
            : null;
    }
}
