namespace Crawling.Cache;

/// <summary>A policy of what to keep and when to use it.</summary>
internal interface IResponseCache
{
    /// <summary>Answers from what is stored, else by the network, whose answer it may store.</summary>
    ValueTask<DownloadResult> AnswerAsync(Request request, DownloaderDelegate next, CancellationToken cancellation);
}
