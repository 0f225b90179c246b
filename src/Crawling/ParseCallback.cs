namespace Crawling;

/// <summary>Takes items and further requests from a response.</summary>
public delegate IAsyncEnumerable<Output> ParseCallback(Response response);

/// <summary>Takes items and further requests from a request that failed.</summary>
public delegate IAsyncEnumerable<Output> ErrorCallback(RequestFailure failure);
