namespace Crawling.Tests;

/// <summary>A spider made of functions, for tests.</summary>
internal sealed class SpiderOf : Spider
{
    public IReadOnlyList<string> Urls { get; init; } = [];

    public Func<Response, IAsyncEnumerable<Output>>? Parse { get; init; }

    public Func<RequestFailure, IAsyncEnumerable<Output>>? Error { get; init; }

    public Func<IAsyncEnumerable<Output>>? Starting { get; init; }

    public Action<CrawlerOptions>? Settings { get; init; }

    public IReadOnlyCollection<int> Statuses { get; init; } = [];

    public IReadOnlyCollection<string> Domains { get; init; } = [];

    public override IReadOnlyCollection<string> AllowedDomains => Domains;

    public override IEnumerable<string> StartUrls => Urls;

    public override IReadOnlyCollection<int> AllowedStatuses => Statuses;

    public override IAsyncEnumerable<Output> StartAsync() => Starting is { } start ? start() : base.StartAsync();

    public override IAsyncEnumerable<Output> ParseAsync(Response response) =>
        Parse is { } parse ? parse(response) : AsyncEnumerable.Empty<Output>();

    public override IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure) =>
        Error is { } error ? error(failure) : AsyncEnumerable.Empty<Output>();

    protected override void Configure(CrawlerOptions options) => Settings?.Invoke(options);
}
