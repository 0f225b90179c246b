using System.CommandLine;
using Crawling.Serving;

namespace Crawling.Cli;

/// <summary><c>crawler serve</c>: the service that runs crawls in the background.</summary>
internal sealed class ServeCommand : ExampledCommand
{
    private readonly Option<string?> _address = new("--address")
    {
        Description = "Listen on this IP address. Default: serve:address, else 127.0.0.1. Others than loopback need a token.",
        HelpName = "ip",
    };

    private readonly Option<int?> _port = new("--port") { Description = "Listen on this port. Default: serve:port, else 6800.", HelpName = "port" };

    private readonly Option<int?> _maxRunning = new("--max-running")
    {
        Description = "Crawls at once. Default: serve:maxRunning, else one a core.",
        HelpName = "count",
    };

    private readonly LogOptions _log = new();

    public ServeCommand()
        : base("serve", "Runs crawls in the background: a queue, schedules, a dashboard and an HTTP API. Killed and started again, it goes on.", """
            crawler serve
            crawler serve --port 8080 --max-running 4
            curl -s localhost:6800/api/v1/jobs --json '{"spider":"quotes"}'
            curl -s localhost:6800/schedule.json -d project=shop -d spider=quotes     (clients of scrapyd work too)
            """)
    {
        Add(_address);
        Add(_port);
        Add(_maxRunning);
        _log.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        // The project of a folder has a file.
        var options = ServeSettings.Read(SpiderProject.Current().Settings!);
        options.Address = command.GetValue(_address) ?? options.Address;
        options.Port = command.GetValue(_port) ?? options.Port;
        options.MaxRunning = command.GetValue(_maxRunning) ?? options.MaxRunning;
        var log = _log.Read(command);
        var project = ServedProjects.Load(log, [ServedCrawlCommand.Verb, .. _log.LevelIn(command)]);
        await using var server = await CrawlServer.StartAsync(project, options, TellToken);
        Console.Out.WriteLine($"Serving '{project.Name}' at {server.Address} (a dashboard; API /api/v1, described in /openapi/v1.json)");
        await server.WaitAsync();
        return ExitCode.Finished;
    }

    private static void TellToken(string token, string file) =>
        Console.Out.WriteLine($"Every request must bring this token, told only now and kept in {file}: {token}");
}
