using Crawling.Diagnostics;
using Crawling.Engine;
using Crawling.Feeds;
using Crawling.Scraping;

namespace Crawling.Items;

/// <summary>Takes items through the pipelines, off the loop.</summary>
internal sealed class ItemProcessor(
    Crawler crawler, IReadOnlyList<IItemPipeline> pipelines, ISubRequestFetcher fetcher, CrawlRecorder recorder, CancellationToken cancellation)
{
    public async Task ProcessAsync(ScrapeWork work)
    {
        for (var i = 0; i < work.Items.Count; i++)
        {
            await ProcessAsync(work, work.Items[i], i);
        }
    }

    private async Task ProcessAsync(ScrapeWork work, object item, int index)
    {
        var context = new ItemContext(crawler, work.Response, $"{work.Key}-{index}", cancellation) { Fetcher = fetcher };
        var taken = false;
        try
        {
            foreach (var pipeline in pipelines)
            {
                item = await pipeline.ProcessAsync(item, context);
            }

            (work.Held ??= crawler.Items.Hold()).Add(item);
            work.Scraped.Add(item);
            work.Keys.AddRange(context.Keys);
            taken = true;
            recorder.ItemScraped(item, work.Response);
            await crawler.Extensions.OnItemAsync(item, work.Response);
        }
        catch (DropItemException drop)
        {
            recorder.ItemDropped(item, drop.Message, drop.Rule);
        }
        catch (CloseSpiderException close)
        {
            recorder.ItemDropped(item, close.Message);
            crawler.Engine.Close(new CloseReason(close.Message));
        }
        catch (FeedException error)
        {
            work.Unfinished = true;
            crawler.Engine.Fail(error);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            work.Unfinished = true;
        }
        catch (Exception error)
        {
            recorder.ItemFailed(error, work.Response);
        }
        finally
        {
            if (!taken)
            {
                crawler.ItemKeys.Release(context.Keys);
            }
        }
    }
}
