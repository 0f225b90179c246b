using System.Diagnostics;
using System.Text.Json;
using Crawling.Cli.Tests;
using Crawling.Jobs;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A job of the <c>crawler</c> command, which is killed and resumed with the same command.</summary>
internal sealed class JobCrawl : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(2);

    private readonly ProjectFolder _project;
    private readonly DirectoryInfo _folder;
    private readonly string[] _command;
    private Process? _process;

    /// <summary>Makes it in a folder of a project, which is compiled once for all of its crawls.</summary>
    public JobCrawl(ProjectFolder project, string spider, string code, params IEnumerable<string> arguments)
    {
        _project = project;
        _folder = Directory.CreateDirectory(Path.Combine(project.Root, Path.GetRandomFileName()));
        project.Write($"spiders/{spider}.cs", code);
        _command = ["crawl", spider, "--job", "job", "--quiet", "--stats", "stats.json", .. FeedFiles.Arguments, .. arguments];
    }

    private string JobFolder => Path.Combine(_folder.FullName, "job");

    public void Start() => _process = _project.Start(_folder.Name, _command);

    /// <summary>Waits for a moment of the crawl.</summary>
    public async Task ReachesAsync(Task moment)
    {
        await Task.WhenAny(moment, _process!.WaitForExitAsync()).WaitAsync(Limit);
        if (!moment.IsCompleted)
        {
            Assert.Fail($"The crawl ended before it came to that: {await ProjectFolder.FinishAsync(_process)}");
        }

        await moment;
    }

    public async Task ReachesAsync(Func<bool> moment)
    {
        using var ended = new CancellationTokenSource();
        try
        {
            await ReachesAsync(UntilAsync(moment, ended.Token));
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>How it did, and after how long.</returns>
    public async Task<(int ExitCode, TimeSpan Time)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var outcome = await ProjectFolder.FinishAsync(_process);
        return (outcome.ExitCode, clock.Elapsed);
    }

    /// <summary>Goes on to the end.</summary>
    public async Task FinishAsync()
    {
        var outcome = await _project.RunInAsync(_folder.Name, _command);
        Assert.True(outcome.ExitCode == 0, $"{outcome}");
    }

    /// <summary>That every feed, and the statistics, have these items and no others.</summary>
    public void HasItems(string field, IEnumerable<string> expected)
    {
        string[] items = [.. expected.Order(StringComparer.Ordinal)];
        foreach (var feed in FeedFiles.All)
        {
            var written = Items(feed, field);
            Assert.True(
                items.SequenceEqual(written.Order(StringComparer.Ordinal)),
                $"{feed} misses [{string.Join(", ", items.Except(written))}] and has besides [{string.Join(", ", Surplus(written, items))}]; "
                + $"errors: {string.Join("; ", JobReport.Read(JobFolder).Errors)}");
        }

        Assert.Equal(items.Length, Statistic("item_scraped_count"));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, ".items*"));
    }

    public IReadOnlyList<string> Items(string feed, string field) => FeedFiles.Read(Path.Combine(_folder.FullName, feed), field);

    public long Statistic(string key)
    {
        using var statistics = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "stats.json")));
        return statistics.RootElement.GetProperty(key).GetInt64();
    }

    /// <summary>The lengths of the files that the feeds are written to.</summary>
    public IReadOnlyDictionary<string, long> FeedLengths() =>
        Directory.EnumerateFiles(_folder.FullName).Where(file => FeedFiles.All.Any(feed => Path.GetFileName(file).Contains(feed, StringComparison.Ordinal)))
            .ToDictionary(file => file, file => new FileInfo(file).Length);

    public bool Exists(string file) => File.Exists(Path.Combine(_folder.FullName, file));

    /// <summary>The database of a job that is at work.</summary>
    public JobDatabase OpenDatabase() => JobDatabase.Open(Path.Combine(JobFolder, "job.db"), new JobOptions());

    /// <summary>What a killed job has kept. Read from a copy: whoever opens the database itself puts it in order.</summary>
    public KeptJob Look()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.FullName, "copy"));
        foreach (var file in Directory.EnumerateFiles(JobFolder, "job.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        using var database = JobDatabase.Open(Path.Combine(copy.FullName, "job.db"), new JobOptions());
        var kept = KeptJob.Read(database);
        database.Dispose();
        copy.Delete(recursive: true);
        return kept;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Surplus(IEnumerable<string> written, string[] items) =>
        written.CountBy(item => item).Where(written => written.Value > 1 || !items.Contains(written.Key)).Select(written => $"{written.Key} {written.Value} times");

    private static async Task UntilAsync(Func<bool> moment, CancellationToken cancellation)
    {
        while (!moment())
        {
            await Task.Delay(LookInterval, cancellation);
        }
    }
}
