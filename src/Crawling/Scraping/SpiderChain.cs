namespace Crawling.Scraping;

/// <summary>The layers around the callbacks.</summary>
internal static class SpiderChain
{
    public static SpiderDelegate Build(IEnumerable<ISpiderMiddleware> layers, Crawler crawler)
    {
        SpiderDelegate chain = crawler.Spider.AnswerAsync;
        foreach (var layer in layers.Reverse())
        {
            var next = chain;
            chain = response => layer.InvokeAsync(response, crawler, next);
        }

        return chain;
    }
}
