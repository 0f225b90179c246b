namespace Crawling;

/// <summary>Takes the body of a response as it comes, decoded, in place of memory. What it leaves unread is not fetched.</summary>
/// <param name="response">The response without its body.</param>
/// <param name="body">The body; read it asynchronously.</param>
/// <param name="cancellation">Ends with the fetch.</param>
/// <returns>What becomes the <see cref="Response.Body"/>.</returns>
public delegate ValueTask<ReadOnlyMemory<byte>> BodyCallback(Response response, Stream body, CancellationToken cancellation);
