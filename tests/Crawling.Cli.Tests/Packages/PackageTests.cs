using System.Runtime.InteropServices;

namespace Crawling.Cli.Tests.Packages;

/// <summary>From packages in a folder to a project of one's own, as a user goes. One test, because packing, restoring and building take long.</summary>
public sealed class PackageTests : IDisposable
{
    // Of no other run: a package that NuGet has kept from another one is not taken for this one's.
    private static readonly string Version = $"0.1.0-test-{Guid.NewGuid():n}";

    private readonly ProjectFolder _folder = new(settings: null);

    public PackageTests()
    {
        // Ours come from the folder, all others are those that this repository was built with: nothing is fetched, and nothing of ours stays.
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{ThisBuild.PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        _folder.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.Root, "packages");
        _folder.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(_folder.Root, "data")).FullName;
        _folder.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        _folder.Environment["DOTNET_NOLOGO"] = "1";
        // A process that outlives its build would keep its output open.
        _folder.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        _folder.Environment["CrawlingVersion"] = Version;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_project_made_by_the_packed_tool_runs_is_tested_and_equals_that_of_dotnet_new()
    {
        await DotnetAsync(
            "", "pack", Path.Combine(ThisBuild.RepositoryRoot, "Crawler.sln"), "-c", ThisBuild.Configuration, "--no-build", "-o", Path.Combine(_folder.Root, "feed"),
            $"-p:Version={Version}", $"-p:NuspecOutputPath={Path.Combine(_folder.Root, "nuspec/")}");
        await DotnetAsync("", "tool", "install", "crawler", "--version", Version, "--tool-path", "tools");
        await ToolAsync("", "startproject", "shop");
        await ToolAsync("shop", "genspider", "prices", "https://shop.example/prices.csv", "--template", "csv");

        await TemplatesAsync("", "install", $"feed/Crawling.Templates.{Version}.nupkg");
        await TemplatesAsync("", "crawler", "-n", "shop", "-o", "same");
        await TemplatesAsync("same/spiders", "crawler-spider", "-n", "prices", "--url", "https://shop.example/prices.csv", "--kind", "csv");

        // It has no rule for the names of classes.
        Assert.Equal(FilesOf("shop"), FilesOf("same").Select(file => (file.Path, file.Text.Replace("class prices", "class Prices", StringComparison.Ordinal))));

        await ToolAsync("shop", "crawl", "example", "--demo", "--set", "download:delay=00:00:00", "-O", "tool.jsonl");
        var tested = await DotnetAsync("shop", "test", "tests");
        await DotnetAsync("shop", "run", "--", "crawl", "example", "--demo", "--set", "download:delay=00:00:00", "-O", "program.jsonl");
        await DotnetAsync("shop", "run", "--file", "spiders/example.cs", "--", "--demo", "--set", "download:delay=00:00:00", "-a", "tag=love", "-O", "file.jsonl");

        var quotes = _folder.Read("shop/tool.jsonl").Split('\n').Order().ToList();
        Assert.Equal(101, quotes.Count);
        Assert.Equal(quotes, _folder.Read("shop/program.jsonl").Split('\n').Order());
        Assert.InRange(_folder.Read("shop/file.jsonl").Split('\n').Length, 2, 50);
        Assert.Contains("Passed: ", tested, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", tested, StringComparison.Ordinal);
    }

    private Task<string> ToolAsync(string folder, params string[] arguments) => RunAsync(folder, Path.Combine(_folder.Root, "tools", "crawler"), arguments);

    private Task<string> TemplatesAsync(string folder, params string[] arguments) =>
        DotnetAsync(folder, ["new", .. arguments, "--debug:custom-hive", Path.Combine(_folder.Root, "hive")]);

    private Task<string> DotnetAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

    private async Task<string> RunAsync(string folder, string program, string[] arguments)
    {
        var outcome = await _folder.RunProgramAsync(folder, program, arguments);
        Assert.True(outcome.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: exit code {outcome.ExitCode}\n{outcome.Output}{outcome.Error}");
        return outcome.Output;
    }

    private IEnumerable<(string Path, string Text)> FilesOf(string folder) => Directory
        .EnumerateFiles(Path.Combine(_folder.Root, folder), "*", SearchOption.AllDirectories)
        .Select(file => (Path.GetRelativePath(Path.Combine(_folder.Root, folder), file), File.ReadAllText(file)))
        .Order();
}
