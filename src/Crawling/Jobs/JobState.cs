namespace Crawling.Jobs;

/// <summary>What a job has kept of its former runs.</summary>
/// <param name="Values">Everything under its key.</param>
/// <param name="StartOutputs">How many outputs of the spider's start are done.</param>
/// <param name="DeadLetters">The URLs that have been set aside just now, because the process died of them again and again.</param>
internal sealed record JobState(IReadOnlyDictionary<string, byte[]> Values, long StartOutputs, IReadOnlyList<string> DeadLetters)
{
    public string? Text(string key) => Values.TryGetValue(key, out var value) ? StateValue.ToText(value) : null;
}
