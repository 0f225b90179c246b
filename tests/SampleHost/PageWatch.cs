using Crawling;

namespace SampleHost;

/// <summary>Notes how a list of pages answers.</summary>
internal sealed class PageWatch : Spider
{
    /// <summary>An answer of a page.</summary>
    public sealed record Answer(string Page, int Status, long Bytes) : Item;

    /// <summary>Their addresses.</summary>
    public string[] Pages { get; set; } = [];

    public override IEnumerable<string> StartUrls => Pages;

    public override IReadOnlyCollection<int> AllowedStatuses => [404, 410];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.CompletedTask;
        yield return new Answer(response.Url.Href, response.Status, response.Body.Length);
    }
}
