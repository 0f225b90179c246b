namespace Crawling.Scheduling;

/// <summary>Requests no longer URLs than that: they tend to grow without end.</summary>
internal sealed class UrlLengthRule(int limit) : IAdmissionRule
{
    public string Name => "urllength/request_ignored_count";

    public string? Refuse(Candidate candidate) => candidate.Request.Url.Href.Length is var length && length > limit
        ? $"its URL has {length} characters, urls:maxLength is {limit} (null: no limit)"
        : null;
}
