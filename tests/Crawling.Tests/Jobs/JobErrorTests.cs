using Crawling.Jobs;
using Microsoft.Data.Sqlite;

namespace Crawling.Tests.Jobs;

public sealed class JobErrorTests : IAsyncLifetime
{
    private JobCrawl _job = null!;

    public async Task InitializeAsync() => _job = await JobCrawl.StartAsync();

    public Task DisposeAsync() => _job.DisposeAsync().AsTask();

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        using (JobDirectory.Hold(_job.Directory))
        {
            IsRefused(await _job.RunAsync(), $"The job in {_job.Directory} is in use by another process");
        }

        Assert.Equal(CloseReason.Finished, (await _job.RunAsync()).Reason);
    }

    [Fact]
    public async Task A_job_of_another_spider_is_refused_and_stays_its_own()
    {
        await _job.BeginAsync();
        IsRefused(await _job.RunAsync(new Other()), "is one of spider 'spider-of': give 'other' a folder of its own");
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_not_touched()
    {
        await _job.BeginAsync();
        SetVersion(99);
        await IsRefusedUntouchedAsync($"The job database {_job.Database} is of version 99; this crawler knows versions up to 2");
        SetVersion(2);
        await GoesOnAsync();
    }

    [Theory]
    [InlineData(Damage.NoDatabase)]
    [InlineData(Damage.Truncated)]
    [InlineData(Damage.PagesOfZeros)]
    public async Task A_damaged_database_is_refused_and_not_touched(Damage damage)
    {
        await _job.BeginAsync();
        var whole = await File.ReadAllBytesAsync(_job.Database);
        await File.WriteAllBytesAsync(_job.Database, Damaged(whole, damage));
        await IsRefusedUntouchedAsync($"The job database {_job.Database} is damaged");
        await File.WriteAllBytesAsync(_job.Database, whole);
        await GoesOnAsync();
    }

    [Fact]
    public async Task Beginning_anew_needs_nothing_of_a_damaged_database()
    {
        await _job.BeginAsync();
        await File.WriteAllTextAsync(_job.Database, "no database at all");
        Assert.Equal(CloseReason.Finished, (await _job.RunAsync(set: options => options.Job.Restart = true)).Reason);
        Assert.Equal(JobCrawl.Pages, (await _job.ItemsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        var file = Path.Combine(Directory.CreateDirectory(_job.Directory).FullName, "file");
        await File.WriteAllTextAsync(file, "");
        _job.Directory = Path.Combine(file, "job");
        IsRefused(await _job.RunAsync(), $"The job folder {_job.Directory} cannot be made: ");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Not even root makes files there.
        _job.Directory = "/proc/self";
        IsRefused(await _job.RunAsync(), "The job folder /proc/self cannot be written: ");
    }

    [Fact]
    public async Task A_job_that_reaches_its_size_goes_on_with_a_larger_one_and_loses_nothing()
    {
        var full = await _job.RunAsync(_job.Spider(metaSize: 10_000), options => options.Job.MaxSize = 1 << 20);
        Assert.Equal(CloseReason.FatalError, full.Reason);
        Assert.Contains("job:maxSize", Assert.IsType<JobException>(full.Error).Message, StringComparison.Ordinal);

        await GoesOnAsync(metaSize: 10_000);
    }

    [TemporaryFileSystemFact]
    public async Task A_full_disk_ends_the_crawl_which_goes_on_when_there_is_room()
    {
        using var disk = TemporaryFileSystem.Mount("1m");
        _job.Directory = disk.Path;
        var full = await _job.RunAsync(_job.Spider(metaSize: 10_000));
        Assert.Equal(CloseReason.FatalError, full.Reason);
        Assert.Contains("the disk is full", Assert.IsType<JobException>(full.Error).Message, StringComparison.Ordinal);

        disk.Resize("64m");
        await GoesOnAsync(metaSize: 10_000);
    }

    [Fact]
    public async Task A_lambda_as_a_callback_is_refused_at_the_start()
    {
        Request request = new(_job.Site.Url("/1"));
        foreach (var refused in (Request[])[
            request with { Callback = _ => AsyncEnumerable.Empty<Output>() },
            request with { Errback = _ => AsyncEnumerable.Empty<Output>() },
            request with { OnHeaders = _ => BodyDecision.Take },
            request with { OnBody = (_, _, _) => default }])
        {
            var result = await _job.RunAsync(new SpiderOf { Starting = () => StartWith(refused) });
            Assert.Equal(CloseReason.StartError, result.Reason);
            Assert.Equal(
                "A request has a lambda or local function of A_lambda_as_a_callback_is_refused_at_the_start as its callback; in a job that must be a method of spider 'spider-of' itself, which another process finds by its name.",
                result.Error?.Message);
        }
    }

    [Fact]
    public async Task A_method_of_another_object_as_a_callback_is_an_error_of_the_callback_that_yields_it()
    {
        var other = new Other();
        var result = await _job.RunAsync(new SpiderOf
        {
            Urls = [_job.Site.Url("/0")],
            Parse = _ => StartWith(new Request(_job.Site.Url("/1")) { Callback = other.ParseAsync }),
        });
        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(1, result.Statistics["spider_exceptions/ArgumentException"]);
        Assert.Contains("Other.ParseAsync of another object", Assert.Single(_job.Report().Errors).Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<Output> StartWith(Request request)
    {
        await Task.CompletedTask;
        yield return request;
    }

    private static void IsRefused(CrawlResult result, string message)
    {
        Assert.Equal(CloseReason.FatalError, result.Reason);
        Assert.Contains(message, Assert.IsType<SettingsException>(result.Error).Message, StringComparison.Ordinal);
    }

    private static byte[] Damaged(byte[] whole, Damage damage)
    {
        switch (damage)
        {
            case Damage.NoDatabase:
                var noise = new byte[whole.Length];
                new Random(1).NextBytes(noise);
                return noise;
            case Damage.Truncated:
                return whole[..(whole.Length / 2)];
            default:
                var holed = whole.ToArray();
                holed.AsSpan(4096).Clear();
                return holed;
        }
    }

    private async Task IsRefusedUntouchedAsync(string message)
    {
        var before = await File.ReadAllBytesAsync(_job.Database);
        IsRefused(await _job.RunAsync(), message);
        Assert.Contains(message, Assert.Throws<SettingsException>(_job.Report).Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_job.Database));
    }

    private async Task GoesOnAsync(int metaSize = 0)
    {
        Assert.Equal(CloseReason.Finished, (await _job.RunAsync(_job.Spider(metaSize))).Reason);
        Assert.Equal(Enumerable.Range(0, JobCrawl.Pages), (await _job.ItemsAsync()).Order());
    }

    private void SetVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={_job.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA user_version = {version}";
        command.ExecuteNonQuery();
    }

    public enum Damage
    {
        NoDatabase,
        Truncated,
        PagesOfZeros,
    }

    private sealed class Other : Spider
    {
        public override IEnumerable<string> StartUrls => ["http://other.invalid/"];

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => AsyncEnumerable.Empty<Output>();
    }
}
