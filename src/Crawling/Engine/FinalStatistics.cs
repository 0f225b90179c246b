namespace Crawling.Engine;

/// <summary>What is known at the end only.</summary>
internal static class FinalStatistics
{
    public static void Set(CrawlStatistics statistics, CloseReason reason, DateTimeOffset now)
    {
        statistics.Set("finish_reason", reason.Name);
        statistics.Set("finish_time", now);
        if (statistics.Get("start_time") is not DateTimeOffset started)
        {
            return;
        }

        var elapsed = now - started;
        statistics.Set("elapsed_time_seconds", elapsed.TotalSeconds);
        if (elapsed > TimeSpan.Zero)
        {
            statistics.Set("responses_per_minute", Math.Round(statistics.OfThisRun("response_received_count") / elapsed.TotalMinutes, 1));
            statistics.Set("items_per_minute", Math.Round(statistics.OfThisRun("item_scraped_count") / elapsed.TotalMinutes, 1));
        }
    }
}
