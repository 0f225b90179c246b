namespace Crawling.Serving;

/// <summary>The other end of <see cref="ChildRun"/>: what the child process does.</summary>
internal static class RunProcess
{
    private const int Finished = 0;
    private const int Failed = 2;

    /// <summary>For an end in order after the service has gone.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    /// <summary>Crawls as the standard input says, in this thread.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run(Func<ServedProject> load)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

        // What a spider prints must not get among the reports.
        Console.SetOut(Console.Error);
        using var input = new StreamReader(Console.OpenStandardInput());
        if (input.ReadLine() is not { } line)
        {
            return Failed;
        }

        try
        {
            var crawl = new ServedCrawl(load(), ServeJson.Read<RunPlan>(line));
            return Run(crawl, input, output);
        }
        catch (SettingsException error)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    private static int Run(ServedCrawl crawl, StreamReader input, StreamWriter output)
    {
        using var end = new CancellationTokenSource();
        _ = crawl.ReportAsync(report => Write(output, report, end.Token), end.Token);
        var following = new Thread(() => FollowUntilTheEnd(crawl, input)) { IsBackground = true };
        following.Start();
        var outcome = crawl.Run();
        end.Cancel();
        Write(output, crawl.Report() with { Outcome = outcome }, CancellationToken.None);

        // The process ends now; what has not been let go then goes with it.
        return Finished;
    }

    private static void FollowUntilTheEnd(ServedCrawl crawl, StreamReader input)
    {
        while (input.ReadLine() is { } line)
        {
            crawl.Follow(ServeJson.Read<RunOrders>(line));
        }

        // The service has gone. The next one takes the job up, and must not find it at work.
        var limit = new Thread(() =>
        {
            new ManualResetEvent(false).WaitOne(EndLimit);
            Environment.FailFast("The crawl did not end after its service.");
        })
        {
            IsBackground = true,
        };
        limit.Start();
        crawl.Abort();
    }

    private static void Write(StreamWriter output, RunReport report, CancellationToken end)
    {
        lock (output)
        {
            if (end.IsCancellationRequested)
            {
                // The last word has been said.
                return;
            }

            try
            {
                output.WriteLine(ServeJson.Write(report));
            }
            catch (IOException)
            {
                // Nobody reads it any more.
            }
        }
    }
}
