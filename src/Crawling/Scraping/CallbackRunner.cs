using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Engine;
using Crawling.Scheduling;

namespace Crawling.Scraping;

/// <summary>Runs the callback or errback of one response, off the loop, and collects what it yields.</summary>
internal sealed class CallbackRunner(
    Crawler crawler, SpiderDelegate chain, ParseAhead parseAhead, ISubRequestFetcher fetcher, Admission admission, CrawlRecorder recorder, CancellationToken cancellation)
{
    public async Task RunAsync(ScrapeWork work)
    {
        try
        {
            if (work.Failure is { } failure)
            {
                await FailAsync(work, failure);
            }
            else
            {
                await ParseAsync(work, work.Response!);
            }
        }
        catch (CloseSpiderException close)
        {
            crawler.Engine.Close(new CloseReason(close.Message));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Whatever it is called: what the callback waited for was cut off.
            work.Unfinished = true;
        }
        catch (Exception error)
        {
            recorder.CallbackThrew(error, work.Response);
        }
    }

    /// <summary>The innermost link of the chain of spider middleware.</summary>
    public static IAsyncEnumerable<Output> Callback(Spider spider, Response response) =>
        response.Request.Callback is { } callback ? callback(response) : spider.ParseAsync(response);

    private async Task ParseAsync(ScrapeWork work, Response response)
    {
        response.Fetcher = fetcher;
        response.Cancellation = cancellation;
        await crawler.Extensions.OnResponseAsync(response);
        await parseAhead.TakeAsync(work);
        try
        {
            await CollectAsync(work, chain(response));
        }
        catch (Exception error) when (error is not CloseSpiderException && !cancellation.IsCancellationRequested)
        {
            recorder.CallbackThrew(error, response);
            await FailAsync(work, new RequestFailure(response.Request, FailureReason.CallbackError, error, response));
        }
        finally
        {
            parseAhead.Done(work);
        }
    }

    private async Task FailAsync(ScrapeWork work, RequestFailure failure)
    {
        if (failure.Response is { } response)
        {
            response.Fetcher = fetcher;
            response.Cancellation = cancellation;
        }

        await crawler.Extensions.OnErrorAsync(failure);
        await CollectAsync(work, failure.Request.Errback is { } errback ? errback(failure) : crawler.Spider.ErrorAsync(failure));
    }

    // What was yielded before a callback threw is kept.
    private async Task CollectAsync(ScrapeWork work, IAsyncEnumerable<Output>? outputs)
    {
        if (outputs is null)
        {
            return;
        }

        Hop? hop = null;
        await foreach (var output in outputs)
        {
            if (output.Request is { } request)
            {
                crawler.Job?.Check(request);
                hop ??= new Hop { Depth = (work.Request?.Entry.Hop.Depth ?? 0) + 1 };
                if (admission.Admit(request))
                {
                    work.Children.Add(FrontierRequest.Of(request, hop));
                }
            }
            else if (output.Item is { } item)
            {
                work.Items.Add(item);
            }
        }
    }
}
