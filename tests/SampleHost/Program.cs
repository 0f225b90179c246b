using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleHost;

var builder = Host.CreateApplicationBuilder(args);

builder.AddCrawler()
    .AddSpider<PageWatch>()
    .AddItemPipeline<Tell>()
    .AddHostedCrawl("page-watch", crawl =>
    {
        crawl.Arguments["pages"] = builder.Configuration["pages"] ?? "";
        crawl.StopHostWhenDone = true;
    });

await builder.Build().RunAsync();
