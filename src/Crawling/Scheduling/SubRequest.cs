using System.Diagnostics;

namespace Crawling.Scheduling;

/// <summary>A fetch that a running callback waits for, or that of a robots.txt. It goes through the slots, but never through the frontier: when
/// the callback runs again, so does it.</summary>
internal sealed class SubRequest
{
    private readonly TaskCompletionSource<Response> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is the fetch of a robots.txt, for which none is asked.</summary>
    public bool IsRobots { get; init; }

    /// <summary>What it belongs to; default where nobody traces.</summary>
    public ActivityContext Trace { get; init; }

    public Task<Response> Response => _response.Task;

    public void Succeed(Response response) => _response.TrySetResult(response);

    public void Fail(Exception error) => _response.TrySetException(error);
}
