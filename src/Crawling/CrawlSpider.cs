namespace Crawling;

/// <summary>A spider that follows links by rules. A link goes to the first rule that picks it; the rules apply to the start pages and to the
/// pages of rules that <see cref="Rule.Follow"/>, if they are HTML.</summary>
public abstract class CrawlSpider : Spider
{
    private Rule[]? _rules;

    /// <summary>The rules, the first one that picks a link going before the others. Read once, after the arguments are set.</summary>
    protected abstract IEnumerable<Rule> Rules { get; }

    private Rule[] KeptRules => _rules ??= [.. Rules];

    /// <summary>Takes items from a start page with <see cref="ParseStartAsync"/>, and follows its links. Called for every request without a
    /// callback.</summary>
    public sealed override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        ArgumentNullException.ThrowIfNull(response);
        await foreach (var output in ParseStartAsync(response))
        {
            yield return output;
        }

        foreach (var request in Follow(response))
        {
            yield return request;
        }
    }

    /// <summary>Takes items and further requests from a start page. Default: none.</summary>
    protected virtual IAsyncEnumerable<Output> ParseStartAsync(Response response) => AsyncEnumerable.Empty<Output>();

    /// <summary>Changes what the callbacks take from a page. Default: not at all.</summary>
    protected virtual IAsyncEnumerable<Output> ProcessResultsAsync(Response response, IAsyncEnumerable<Output> results) => results;

    internal override async IAsyncEnumerable<Output> AnswerAsync(Response response)
    {
        await foreach (var output in ProcessResultsAsync(response, base.AnswerAsync(response)))
        {
            yield return output;
        }

        if (response.Request.FollowsLinks)
        {
            foreach (var request in Follow(response))
            {
                yield return request;
            }
        }
    }

    internal override void ApplyConfigure(CrawlerOptions options)
    {
        base.ApplyConfigure(options);
        ReadRules(() => _ = KeptRules);
    }

    // The callback of rules without one, which a job finds by its name.
    private static IAsyncEnumerable<Output> TakeNothingAsync(Response response) => AsyncEnumerable.Empty<Output>();

    private static Request? RequestOf(Link link, Rule rule, Response response)
    {
        var request = new Request(link.Url)
        {
            Callback = rule.Callback ?? TakeNothingAsync,
            Errback = rule.Errback,
            CallbackArguments = rule.CallbackArguments,
            FollowsLinks = rule.Follow,
        };
        return rule.ProcessRequest is { } process ? process(request, response) : request;
    }

    private IEnumerable<Request> Follow(Response response)
    {
        if (!response.IsHtml)
        {
            yield break;
        }

        HashSet<Url> seen = [];
        foreach (var rule in KeptRules)
        {
            IReadOnlyList<Link> picked = [.. rule.Links.Extract(response).Where(link => seen.Add(link.Url))];
            var links = rule.ProcessLinks is { } process ? process(picked, response) : picked;
            foreach (var request in links.Select(link => RequestOf(link, rule, response)).OfType<Request>())
            {
                yield return request;
            }
        }
    }
}
