namespace Crawling.Tests;

public sealed class RequestsPageTests
{
    private readonly DocsPage _page = new("requests.md");

    [Fact]
    public void The_examples_of_the_page_are_compiled()
    {
        Assert.Equal(2, _page.Examples.Count);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/RequestsExamples.cs");
    }

    [Fact]
    public void The_page_names_what_it_says_of_forms_and_bodies()
    {
        string[] arguments = [.. typeof(Request).GetMethod(nameof(Request.FormFrom))!.GetParameters().Skip(1).Select(parameter => parameter.Name!)];
        string[] properties = [nameof(Request.OnHeaders), nameof(Request.OnBody), nameof(Request.SaveTo), nameof(Request.KeepTruncated)];

        Assert.Equal([.. arguments, .. properties], _page.Named);
    }
}
