using Crawling.Feeds;

namespace Crawling.Jobs;

/// <summary>Where a job goes on.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="FinishReason">Null as long as there is something to do.</param>
/// <param name="IsResumed">Whether it had been begun before.</param>
/// <param name="StartOutputs">Outputs of the spider's start to pass over.</param>
/// <param name="Feeds">Where its feeds stand.</param>
/// <param name="DeadLetters">What has been set aside.</param>
internal sealed record JobStart(
    string Directory, string? FinishReason, bool IsResumed, long StartOutputs, IReadOnlyList<FeedPosition> Feeds, IReadOnlyList<string> DeadLetters)
{
    public bool IsFinished => FinishReason is not null;
}
