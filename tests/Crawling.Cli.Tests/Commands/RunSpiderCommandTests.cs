namespace Crawling.Cli.Tests.Commands;

public sealed class RunSpiderCommandTests : IDisposable
{
    private readonly ProjectFolder _folder = new(settings: null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_spider_of_a_file_runs_outside_of_any_project()
    {
        _folder.Write("quotes.cs", ProjectFolder.SpiderCode("Quotes", "public override async IAsyncEnumerable<Output> StartAsync() { yield return Output.From(new { Tag }); } public string? Tag { get; set; }"));

        var outcome = await _folder.RunAsync("runspider", "quotes.cs", "-a", "tag=love", "-o", "-:jsonl", "--quiet");

        Assert.Equal((0, "{\"tag\":\"love\"}\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task The_settings_are_those_of_the_project_that_the_file_lies_in()
    {
        _folder.Write("crawler.json", """{ "crawler": { "download": { "dely": "00:00:01" } }, "spiders": { "another": { "robots": { "obey": false } } } }""");
        _folder.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        _folder.Compile("spiders/quotes.cs");

        (await _folder.RunInAsync("spiders", "runspider", "quotes.cs")).IsRefused("download:dely");
    }

    [Fact]
    public async Task A_spider_of_this_repository_runs_by_dotnet_run_as_it_stands()
    {
        _folder.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(_folder.Root, "data")).FullName;
        _folder.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // What it refers to has been built, and other tests are using it.
        var outcome = await _folder.RunProgramAsync(
            "", "dotnet", "run", "-c", ThisBuild.Configuration, "-p:BuildProjectReferences=false", Path.Combine(ThisBuild.RepositoryRoot, "spiders/quotes.cs"),
            "--", "--demo", "-a", "tag=love", "-o", "-:jsonl", "--quiet");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.NotEmpty(outcome.OutputLines);
        Assert.All(outcome.OutputLines, line => Assert.Contains("\"love\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_must_have_one_spider()
    {
        _folder.Write("two.cs", ProjectFolder.SpiderCode("Quotes") + ProjectFolder.SpiderCode("Authors").Replace("using Crawling;", "", StringComparison.Ordinal));
        _folder.Compile("two.cs");

        (await _folder.RunAsync("runspider", "two.cs")).IsRefused("two.cs", "authors, quotes");
        (await _folder.RunAsync("runspider", "three.cs")).IsRefused("there is no file 'three.cs'");
    }
}
