using System.Runtime.ExceptionServices;

namespace Crawling.Contracts;

/// <summary>A callback run on one page, and what came of it. What it yields is kept here and goes no further.</summary>
internal sealed class Trial(Request request, ParseCallback callback)
{
    private readonly List<object> _items = [];
    private readonly List<Request> _requests = [];

    public IReadOnlyList<object> Items => _items;

    public IReadOnlyList<Request> Requests => _requests;

    /// <summary>What the callback threw.</summary>
    public ExceptionDispatchInfo? Error { get; private set; }

    /// <summary>Why the page was not there, or the callback was left behind.</summary>
    public RequestFailure? Failure { get; private set; }

    /// <summary>Whether the callback ran to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Lets a spider begin with trials, in place of its own start.</summary>
    public static void Begin(Spider spider, IEnumerable<Trial> trials) =>
        spider.StartInstead = () => trials.Select(trial => (Output)trial.ToRequest()).ToAsyncEnumerable();

    private Request ToRequest() => request with { Callback = RunAsync, Errback = FailAsync, DontFilter = true };

    /// <summary>Takes the page in place of the callback; yields nothing.</summary>
    public async IAsyncEnumerable<Output> RunAsync(Response response)
    {
        try
        {
            await foreach (var output in callback(response))
            {
                if (output.Item is { } item)
                {
                    _items.Add(item);
                }
                else if (output.Request is { } next)
                {
                    _requests.Add(next);
                }
            }

            HasEnded = true;
        }
        catch (Exception error)
        {
            Error = ExceptionDispatchInfo.Capture(error);
        }

        yield break;
    }

    private async IAsyncEnumerable<Output> FailAsync(RequestFailure failure)
    {
        await ValueTask.CompletedTask;
        Failure = failure;
        yield break;
    }
}
