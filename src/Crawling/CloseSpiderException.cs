namespace Crawling;

/// <summary>Thrown by a spider or component to end its crawl.</summary>
/// <param name="reason">The name of the <see cref="CloseReason"/>.</param>
public sealed class CloseSpiderException(string reason) : Exception(reason);
