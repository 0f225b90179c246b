using Crawling.Diagnostics;
using Crawling.Scheduling;
using Crawling.Scraping;

namespace Crawling.Engine;

/// <summary>Completes the requests whose callbacks have run and whose items are written, with all that came of them. Used on the loop only.</summary>
internal sealed class ScrapeOutcomes(
    Crawler crawler,
    Scheduler scheduler,
    StartIntake start,
    CrawlRecorder recorder,
    UnfinishedRequests unfinished,
    Action<ScrapeWork> onDone,
    Action onProgress)
{
    public void Take(WrittenWorks written)
    {
        var completions = new List<Completion>(written.Works.Count);
        foreach (var work in written.Works)
        {
            if (work.Request is null)
            {
                start.MakeRoom();
            }

            if (!work.Unfinished)
            {
                completions.Add(Complete(work));
            }
            else if (work.Request is { } request)
            {
                unfinished.Add(request);
            }
        }

        scheduler.Complete(completions, crawler.Job?.Changes(written.Feeds) ?? [], () =>
        {
            crawler.Items.Kept(written.Feeds);
            foreach (var work in written.Works)
            {
                Filter(work);
                onDone(work);
            }
        });
        onProgress();
    }

    private void Filter(ScrapeWork work)
    {
        foreach (var duplicate in work.Unfinished ? [] : work.Duplicates)
        {
            recorder.Filtered(duplicate);
        }
    }

    private Completion Complete(ScrapeWork work)
    {
        recorder.ItemsKept(work.Scraped.Count);
        crawler.Job?.Record.Done(work);
        crawler.ItemKeys.Keep(work.Keys);
        if (work.GivenUp is not null)
        {
            recorder.SetAside();
        }

        return work.Request is { } done ? new(done.Token, work.Children) { GivenUp = work.GivenUp } : Completion.OfStart(work.StartIndex);
    }
}
