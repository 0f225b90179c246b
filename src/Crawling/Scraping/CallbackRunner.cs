using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Scraping;

/// <summary>Runs the callback or errback of one response, off the loop, and collects what it yields.</summary>
internal sealed class CallbackRunner(
    Crawler crawler, SpiderDelegate chain, ParseAhead parseAhead, Admission admission, CrawlRecorder recorder)
{
    public Task RunAsync(ScrapeWork work, CallbackLane lane) => GuardAsync(
        work, lane, () => work.Failure is { } failure ? FailAsync(work, lane, failure) : ParseAsync(work, lane, work.Response!));

    /// <summary>Reports a callback that hangs in another lane; its errback runs in this one.</summary>
    public Task AbandonAsync(ScrapeWork work, CallbackLane lane) => GuardAsync(work, lane, async () =>
    {
        var error = new TimeoutException($"The callback made no progress within {crawler.Options.CallbackTimeout} (callbackTimeout).");
        recorder.CallbackHung(error, work.Response);
        if (work.Failure is null && !work.HasHung)
        {
            work.HasHung = true;
            parseAhead.Done(work);
            await FailAsync(work, lane, new RequestFailure(work.Response!.Request, FailureReason.CallbackHung, error, work.Response));
        }
    });

    private async Task GuardAsync(ScrapeWork work, CallbackLane lane, Func<Task> run)
    {
        var activity = CrawlTraces.StartCallback(work, crawler.Spider.Name);
        var beganAt = crawler.Time.GetTimestamp();
        try
        {
            await run();
        }
        catch (CloseSpiderException close)
        {
            crawler.Engine.Close(new CloseReason(close.Message));
        }
        catch (Exception) when (lane.IsAbandoned)
        {
            // It has been reported already.
        }
        catch (Exception) when (lane.Cancellation.IsCancellationRequested)
        {
            // Whatever it is called: what the callback waited for was cut off.
            work.Unfinished = true;
        }
        catch (DropItemException drop)
        {
            recorder.ItemIncomplete(drop, work.Response);
        }
        catch (Exception error)
        {
            recorder.CallbackThrew(error, work.Response);
        }

        crawler.Metrics.CallbackEnded(crawler.Time.GetElapsedTime(beganAt));
        activity?.End(work);
    }

    private async Task ParseAsync(ScrapeWork work, CallbackLane lane, Response response)
    {
        response.RunIn(lane, recorder);
        await crawler.Extensions.OnResponseAsync(response);
        await parseAhead.TakeAsync(work);
        try
        {
            await CollectAsync(work, lane, chain(response));
        }
        catch (Exception error) when (
            !lane.IsAbandoned && error is not (CloseSpiderException or DropItemException) && !lane.Cancellation.IsCancellationRequested)
        {
            recorder.CallbackThrew(error, response);
            await FailAsync(work, lane, new RequestFailure(response.Request, FailureReason.CallbackError, error, response));
        }
        finally
        {
            parseAhead.Done(work);
            response.Page.Release();
        }
    }

    private async Task FailAsync(ScrapeWork work, CallbackLane lane, RequestFailure failure)
    {
        if (failure.Response is { } response)
        {
            response.RunIn(lane, recorder);
        }

        await crawler.Extensions.OnErrorAsync(failure);
        await CollectAsync(work, lane, failure.Request.Errback is { } errback ? errback(failure) : crawler.Spider.ErrorAsync(failure));
    }

    // What was yielded before a callback threw is kept.
    private async Task CollectAsync(ScrapeWork work, CallbackLane lane, IAsyncEnumerable<Output>? outputs)
    {
        if (outputs is null)
        {
            return;
        }

        ChildHops? hops = null;
        await foreach (var output in outputs)
        {
            if (output.Request is { } request)
            {
                crawler.Job?.Check(request);
                hops ??= work.Response is { } page ? ChildHops.Of(page, crawler.Options.Referrer) : ChildHops.Of(work.Request!.Entry);
                Take(request, hops.To(request.Url), work.Response, lane);
            }
            else if (output.Item is { } item)
            {
                Take(item, work.Response, lane);
            }
        }
    }

    private void Take(Request request, Hop hop, Response? page, CallbackLane lane)
    {
        if (admission.Refuses(request, hop, page))
        {
            return;
        }

        if (admission.HasSeen(request))
        {
            lane.TakeDuplicate(request);
        }
        else
        {
            lane.Take(admission.Enter(request, hop));
        }
    }

    private void Take(object item, Response? page, CallbackLane lane)
    {
        if (crawler.Options.Robots.ObeyNoIndex && page?.Robots.NoIndex == true)
        {
            recorder.ItemDropped(item, "its page says noindex (robots:obeyNoIndex)");
        }
        else
        {
            lane.Take(item);
        }
    }
}
