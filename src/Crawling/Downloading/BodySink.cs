namespace Crawling.Downloading;

/// <summary>Takes a body as it comes. Each layer of the downloader may put one of its own around that of the layer above.</summary>
/// <param name="head">The response without its body.</param>
/// <param name="body">The body.</param>
/// <param name="cancellation">Ends it.</param>
/// <returns>The response; null if the body is to be kept in it as usual, and none of it has been read.</returns>
internal delegate ValueTask<Response?> BodySink(Response head, BodyStream body, CancellationToken cancellation);
