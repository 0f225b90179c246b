using Crawling.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading.Cache;

/// <summary>The file that responses are kept in, whole and broken.</summary>
public class CacheFileTests
{
    private const string Fresh = "Cache-Control: max-age=999999";

    [Fact]
    public async Task Over_the_limit_the_responses_used_longest_ago_go()
    {
        await using var bench = await CacheBench.StartAsync(options => options.MaxSize = 1 << 20);
        bench.Answers(Fresh, body: new string('x', 100_000));
        for (var i = 0; i < 30; i++)
        {
            await bench.GetAsync(path: $"/{i}");
            bench.Wait(60);
            await bench.GetAsync(path: "/0");
            bench.Wait(60);
        }

        var before = bench.Received.Count;
        await bench.GetAsync(path: "/0");
        await bench.GetAsync(path: "/29");
        Assert.Equal(before, bench.Received.Count);
        await bench.GetAsync(path: "/1");
        Assert.Equal(before + 1, bench.Received.Count);
        Assert.InRange(new FileInfo(bench.Path).Length, 500_000, 1_200_000);
    }

    [Fact]
    public async Task What_is_larger_than_a_quarter_of_it_drives_nothing_out()
    {
        await using var bench = await CacheBench.StartAsync(options => options.MaxSize = 1 << 20);
        bench.Answers(Fresh, body: new string('x', 300_000));

        await bench.GetAsync();
        await bench.GetAsync();

        Assert.Equal(2, bench.Received.Count);
    }

    [Fact]
    public async Task The_variants_of_one_request_are_few()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh + " | Vary: A");
        for (var i = 0; i < 50; i++)
        {
            await bench.GetAsync($"A: {i}");
            bench.Wait(1);
        }

        Assert.Equal(20, Number(bench, "SELECT count(*) FROM response"));
        await bench.GetAsync("A: 49");
        Assert.Equal(50, bench.Received.Count);
    }

    [Theory]
    [InlineData("UPDATE response SET body = x'00' || substr(body, 2)")]
    [InlineData("UPDATE response SET body = x''")]
    [InlineData("UPDATE response SET head = substr(head, 1, 40) || x'ffffffff' || substr(head, 45)")]
    [InlineData("UPDATE response SET head = x''")]
    public async Task A_damaged_response_is_a_miss(string damage)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh);
        await bench.GetAsync();
        bench.Reopen();
        Execute(bench, damage);

        Assert.Equal("2", (await bench.GetAsync()).Text);
        Assert.Equal("2", (await bench.GetAsync()).Text);
        Assert.Equal(1, bench.Crawler.Statistics["httpcache/retrieve_error"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public async Task A_damaged_file_is_set_aside_with_one_line(int from)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh, body: new string('x', 20_000));
        await bench.GetAsync();
        bench.Close();
        await using (var file = File.OpenWrite(bench.Path))
        {
            file.Position = from;
            file.Write(Enumerable.Repeat((byte)0xAA, (int)file.Length - from).ToArray());
        }

        bench.Reopen();
        await bench.GetAsync();
        await bench.GetAsync();

        var line = Assert.Single(bench.Log.Lines, line => line.Level == LogLevel.Warning);
        Assert.EndsWith($"it was set aside as {bench.Path}.damaged, and the crawl goes on with an empty one", line.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(bench.Path + ".damaged"));
        Assert.InRange(bench.Received.Count, 2, 3);
        await bench.GetAsync();
        Assert.Equal("cached", Assert.Single((await bench.GetAsync()).Flags));
    }

    [Fact]
    public async Task Tables_of_another_version_are_thrown_away()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh);
        await bench.GetAsync();
        bench.Reopen();
        Execute(bench, "DROP TABLE response; CREATE TABLE response (old); PRAGMA user_version = 0");

        await bench.GetAsync();
        await bench.GetAsync();

        Assert.Equal(2, bench.Received.Count);
        Assert.DoesNotContain(bench.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task The_database_of_something_else_is_refused_and_left_as_it_is()
    {
        await using var bench = await CacheBench.StartAsync();
        Execute(bench, "CREATE TABLE precious (data)");

        var error = await Assert.ThrowsAsync<SettingsException>(() => bench.GetAsync());

        Assert.Equal($"{bench.Path} is a database, but not one of a cache; it was left as it is. Give cache:file another place.", error.Message);
        Assert.Equal(1, Number(bench, "SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_refused()
    {
        await using var bench = await CacheBench.StartAsync(options => options.File = Path.Combine(options.File!, "below-a-file", "cache.db"));
        await File.WriteAllTextAsync(bench.Path, "");

        var error = await Assert.ThrowsAsync<SettingsException>(() => bench.GetAsync());

        Assert.EndsWith("Give cache:file a place that can be written.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_crawls_share_a_file()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh);
        using var others = new HttpCacheMiddleware(bench.Crawler);
        var requests = Enumerable.Range(0, 50).Select(i => bench.Request($"/{i}")).ToList();
        DownloaderDelegate made = (request, _) => new(new Response(request.Url, headers: bench.Fields(Fresh), body: "theirs"u8.ToArray()));

        await Task.WhenAll(requests.Select(request => others.InvokeAsync(request, bench.Crawler, made, default).AsTask())
            .Concat(requests.Select(bench.ResultOfAsync)));
        var sent = bench.Received.Count;
        await Task.WhenAll(requests.Select(bench.ResultOfAsync));

        Assert.Equal(sent, bench.Received.Count);
        Assert.DoesNotContain(bench.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task What_a_request_has_sent_cannot_be_read_in_the_file_and_the_file_is_its_owners()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh + " | Vary: Cookie | Set-Cookie: s=answered-secret");

        await bench.GetAsync("Authorization: Bearer sent-secret | Cookie: c=sent-secret");
        bench.Close();

        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(bench.Path), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bench.Path));
        }
    }

    private static void Execute(CacheBench bench, string sql)
    {
        using var connection = Connect(bench);
        connection.Execute(sql);
    }

    private static long Number(CacheBench bench, string sql)
    {
        using var connection = Connect(bench);
        return connection.Number(sql);
    }

    private static SqliteConnection Connect(CacheBench bench)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={bench.Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
