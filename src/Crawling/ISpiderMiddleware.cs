namespace Crawling;

/// <summary>The rest of the chain: what lies between a middleware and the callback.</summary>
public delegate IAsyncEnumerable<Output> SpiderDelegate(Response response);

/// <summary>A layer around the callback: it may change the response, and what the callback yields.</summary>
public interface ISpiderMiddleware
{
    /// <summary>Runs for every response that reaches a callback.</summary>
    IAsyncEnumerable<Output> InvokeAsync(Response response, Crawler crawler, SpiderDelegate next);
}
