namespace Crawling.Cli;

/// <summary>What is said and written once a crawl has ended.</summary>
internal sealed class CrawlReport
{
    private readonly string? _statisticsFile;
    private readonly IReadOnlyList<FailOnRule> _rules;
    private readonly bool _quiet;

    /// <exception cref="SettingsException">The statistics file is in no folder that exists.</exception>
    public CrawlReport(string? statisticsFile, IReadOnlyList<FailOnRule> rules, bool quiet)
    {
        if (statisticsFile is not null && (Directory.Exists(statisticsFile) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(statisticsFile)))))
        {
            throw new SettingsException($"--stats: cannot write to '{statisticsFile}': it is a folder, or in none that exists");
        }

        _statisticsFile = statisticsFile;
        _rules = rules;
        _quiet = quiet;
    }

    /// <returns>The exit code.</returns>
    public int Write(CrawlResult result)
    {
        if (result.Error is SettingsException error)
        {
            throw error;
        }

        if (_statisticsFile is not null)
        {
            StatisticsFile.Write(_statisticsFile, result);
        }

        if (!_quiet)
        {
            StatisticsTable.Write(result);
        }

        if (result.Error is { } failure)
        {
            Console.Error.WriteLine(CleanText.Line($"crawler: {result.Reason}: {failure.Message}"));
        }

        FailOnRule[] broken = [.. _rules.Where(rule => rule.IsBroken(result.Statistics))];
        foreach (var rule in broken)
        {
            Console.Error.WriteLine($"crawler: {rule.Describe(result.Statistics)}");
        }

        var exitCode = ExitCode.Of(result);
        return exitCode == ExitCode.Finished && broken.Length > 0 ? ExitCode.Failed : exitCode;
    }
}
