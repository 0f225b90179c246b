using System.CommandLine;
using Crawling.Jobs;

namespace Crawling.Cli;

/// <summary><c>crawler job FOLDER</c>: what a job holds.</summary>
internal sealed class JobCommand : ExampledCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "The job's folder, as in: crawler crawl --job." };

    private readonly Option<bool> _retryDead = new("--retry-dead")
    {
        Description = "Put the dead letters back into the queue first; a finished job is open again.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write all of it as JSON." };

    public JobCommand()
        : base("job", "Shows what a job holds: progress, queue by host, feeds, dead letters, last errors. It may be running.", """
            crawler job jobs/quotes
            crawler job jobs/quotes --json | jq .queued
            crawler job jobs/quotes --retry-dead
            """)
    {
        Add(_folder);
        Add(_retryDead);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult command)
    {
        var folder = command.GetRequiredValue(_folder);
        if (command.GetValue(_retryDead))
        {
            Console.Error.WriteLine($"crawler: dead letters back in the queue: {DeadLetterRetry.Run(folder)}");
        }

        var report = JobReport.Read(folder);
        if (command.GetValue(_json))
        {
            JsonOutput.Write(report);
        }
        else
        {
            JobTables.Write(report);
        }

        return ExitCode.Finished;
    }
}
