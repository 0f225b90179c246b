namespace Crawling.Cli.Tests.Commands;

public sealed class UsageTests : IClassFixture<UsageTests.Project>
{
    private readonly ProjectFolder _project;

    public UsageTests(Project project) => _project = project.Folder;

    [Theory]
    [InlineData("there is no command 'lsit'; did you mean 'list'?", "lsit")]
    [InlineData("list: there is no option '--verbos'; did you mean '--verbose'?", "list", "--verbos")]
    [InlineData("list: unexpected argument 'more'", "list", "more")]
    [InlineData("crawl: there is no option '--ouput'; did you mean '--output'?", "crawl", "--ouput", "x.json")]
    [InlineData("crawl: there is no option '--ouput'; did you mean '--output'?", "crawl", "quotes", "--ouput=x.json")]
    [InlineData("crawl: the spider is missing", "crawl")]
    [InlineData("fetch: the url is missing", "fetch")]
    public void What_cannot_be_parsed_is_told_with_what_is_near(string reason, params string[] arguments) =>
        Assert.StartsWith(reason, UsageError.In(new CrawlerCommand().Parse(arguments)), StringComparison.Ordinal);

    [Theory]
    [InlineData("list: there is no option '--verbos'; did you mean '--verbose'?", "list", "--verbos")]
    [InlineData("-a: 'tag' is not name=value", "crawl", "quotes", "-a", "tag")]
    [InlineData("--set: 'robots:obey' is not name=value", "crawl", "quotes", "--set", "robots:obey")]
    [InlineData("unknown format 'jsnl'", "crawl", "quotes", "-o", "items.txt:jsnl")]
    [InlineData("items.txt", "crawl", "quotes", "-O", "items.txt")]
    [InlineData("there is no level 'debg'; did you mean 'debug'?", "crawl", "quotes", "--log-level", "debg")]
    [InlineData("'errors' is not a rule; write it as in 'errors>10'", "crawl", "quotes", "--fail-on", "errors")]
    [InlineData("there is no statistic 'erors'; did you mean 'errors'?", "crawl", "quotes", "--fail-on", "erors>10")]
    [InlineData("'soon' is not a duration", "crawl", "quotes", "--progress-interval", "soon")]
    [InlineData("there is no spider 'qoutes'; did you mean 'quotes'?", "crawl", "qoutes")]
    [InlineData("did you mean 'download:delay'?", "crawl", "quotes", "--set", "download:dely=00:00:01")]
    [InlineData("did you mean 'download:delay'?", "settings", "--get", "download:dely")]
    [InlineData("no argument 'tga'; did you mean 'tag'?", "crawl", "quotes", "-a", "tga=love")]
    [InlineData("is not a URL", "fetch", "http://")]
    [InlineData("--pages: 0 is not between 1 and 10000", "bench", "--pages", "0")]
    public async Task What_cannot_be_is_refused_in_one_line(string reason, params string[] arguments) =>
        (await _project.RunAsync(arguments)).IsRefused(reason);

    [Theory]
    [InlineData("crawler crawl quotes")]
    [InlineData("crawler crawl quotes -o quotes.jsonl", "crawl")]
    [InlineData("crawler list", "list")]
    [InlineData("crawler fetch https://", "fetch")]
    [InlineData("crawler settings --get", "settings")]
    [InlineData("crawler bench --seconds", "bench")]
    [InlineData("crawler version", "version")]
    public void Help_ends_with_examples(string example, params string[] command)
    {
        using var output = new StringWriter();

        Assert.Equal(0, new CrawlerCommand().Parse([.. command, "--help"]).Invoke(new() { Output = output }));
        var help = output.ToString();
        Assert.Contains(example, help[help.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData]
    public async Task Help_of_all_goes_to_standard_output(params string[] arguments)
    {
        var outcome = await _project.RunAsync(arguments);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Examples:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_names_crawler_and_runtime()
    {
        var outcome = await _project.RunAsync("version");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("crawler ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(Environment.Version.ToString(), outcome.Output, StringComparison.Ordinal);
    }

    public sealed class Project : IDisposable
    {
        public Project()
        {
            Folder.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes", "public string Tag { get; set; } = \"\";"));
            Folder.Compile();
        }

        public ProjectFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
