namespace Crawling;

/// <summary>Shows a response to a person in the middle of a callback; registered in the services of a process. See
/// <see cref="Response.InspectAsync"/>.</summary>
public interface IResponseInspector
{
    /// <summary>Ends when the callback is to go on.</summary>
    /// <param name="response">The response.</param>
    /// <param name="crawler">Its crawl.</param>
    /// <param name="cancellation">The crawl can wait no longer.</param>
    ValueTask InspectAsync(Response response, Crawler crawler, CancellationToken cancellation);
}
