namespace Crawling.Cli.Tests.Commands;

public sealed class ListCommandTests
{
    [Fact]
    public async Task Names_come_one_a_line_in_order()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/b.cs", ProjectFolder.SpiderCode("QuotesSpider"));
        project.Write("spiders/shops/a.cs", ProjectFolder.SpiderCode("BookShop"));
        project.Write("spiders/obj/generated.cs", "this is not C#");
        project.Compile();

        var outcome = await project.RunAsync("list");

        Assert.Equal((0, "book-shop\nquotes\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task The_project_is_found_from_a_folder_below()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/deep/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Compile();

        var outcome = await project.RunInAsync("spiders/deep", "list");

        Assert.Equal("quotes\n", outcome.Output);
    }

    [Fact]
    public async Task Verbose_shows_the_arguments()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes", "public int MaxPages { get; set; }"));
        project.Compile();

        var outcome = await project.RunAsync("list", "-v");

        Assert.Contains("quotes max-pages=", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_project_it_says_what_a_project_is()
    {
        using var project = new ProjectFolder(settings: null);

        (await project.RunAsync("list")).IsRefused("no crawler.json", "spiders/*.cs");
    }

    [Fact]
    public async Task Settings_that_are_not_json_are_refused_with_their_place()
    {
        using var project = new ProjectFolder("{\n  \"crawler\": }");

        (await project.RunAsync("list")).IsRefused("crawler.json(2,");
    }
}
