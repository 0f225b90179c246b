using System.Text.Json;
using Crawling.Feeds;

namespace Crawling.Jobs;

/// <summary>What a job has kept of its former runs.</summary>
/// <param name="Values">Everything under its key.</param>
/// <param name="StartOutputs">How many outputs of the spider's start are done.</param>
/// <param name="DeadLetters">The URLs that have been set aside just now, because the process died of them again and again.</param>
internal sealed record JobState(IReadOnlyDictionary<string, byte[]> Values, long StartOutputs, IReadOnlyList<string> DeadLetters)
{
    public const string SpiderKey = "spider";
    public const string FinishReasonKey = "finish-reason";
    public const string FeedsKey = "feeds";

    /// <summary>Null if it has not been begun.</summary>
    public string? Spider => Text(SpiderKey);

    /// <summary>Null as long as there is something to do.</summary>
    public string? FinishReason => Text(FinishReasonKey);

    public IReadOnlyList<FeedPosition> Feeds =>
        Values.TryGetValue(FeedsKey, out var json) ? JsonSerializer.Deserialize<FeedPosition[]>(json) ?? [] : [];

    private string? Text(string key) => Values.TryGetValue(key, out var value) ? StateValue.ToText(value) : null;
}
