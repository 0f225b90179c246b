using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Jobs;

public sealed class JobCookieTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-cookies-");
    private readonly ConcurrentQueue<string?> _sessions = [];

    private string JobFolder => Path.Combine(_folder.FullName, "job");

    /// <summary>The job as a process leaves it that dies while the page behind the login is on its way.</summary>
    private string DeadJobFolder => Path.Combine(_folder.FullName, "dead");

    [Fact]
    public async Task A_cookie_that_came_with_a_redirect_survives_the_process_that_followed_it()
    {
        await using var site = await LoopbackSite.StartAsync(AnswerAsync);

        await CrawlAsync(site, JobFolder);
        await CrawlAsync(site, DeadJobFolder);

        Assert.Equal(["/login", "/inside", "/inside"], site.Requests);
        Assert.Equal(["1", "1"], _sessions);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task CrawlAsync(LoopbackSite site, string folder)
    {
        var options = new CrawlerOptions();
        options.Job.Directory = folder;
        options.Robots.Obey = false;
        Assert.Equal(CloseReason.Finished, (await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/login")] }, options)).Reason);
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/login")
        {
            context.Response.Cookies.Append("session", "1");
            context.Response.Redirect("/inside");
            return Task.CompletedTask;
        }

        _sessions.Enqueue(context.Request.Cookies["session"]);
        if (!Directory.Exists(DeadJobFolder))
        {
            var dead = Directory.CreateDirectory(DeadJobFolder);
            foreach (var name in (string[])["job.db", "job.db-wal"])
            {
                File.Copy(Path.Combine(JobFolder, name), Path.Combine(dead.FullName, name));
            }
        }

        return context.Response.WriteAsync("inside");
    }
}
