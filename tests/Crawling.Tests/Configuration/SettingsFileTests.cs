using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class SettingsFileTests
{
    [Fact]
    public void The_file_is_found_from_a_folder_upwards()
    {
        using var project = new ProjectFolder("{}");
        var below = Directory.CreateDirectory(Path.Combine(project.Path, "spiders", "news")).FullName;

        var file = SettingsFile.Find("crawler.json", below);

        Assert.Equal(project.File, file?.Path);
        Assert.Equal(project.Path, file?.Folder);
    }

    [Fact]
    public void A_nearer_file_hides_a_farther_one()
    {
        using var project = new ProjectFolder("{}");
        var below = Directory.CreateDirectory(Path.Combine(project.Path, "sub")).FullName;
        File.WriteAllText(Path.Combine(below, "crawler.json"), "{}");

        Assert.Equal(below, SettingsFile.Find("crawler.json", below)?.Folder);
    }

    [Fact]
    public void A_rooted_path_is_not_looked_for()
    {
        using var project = new ProjectFolder("{}");
        using var elsewhere = new ProjectFolder();

        Assert.Equal(project.File, SettingsFile.Find(project.File, elsewhere.Path)?.Path);
        Assert.Null(SettingsFile.Find(elsewhere.File, project.Path));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        using var project = new ProjectFolder("""
            {
                // how fast
                "crawler": { "concurrentRequests": 2, /* and */ },
            }
            """);

        Assert.Equal(2, project.Layers().Load().ConcurrentRequests);
    }

    [Fact]
    public void A_byte_order_mark_is_no_error()
    {
        using var project = new ProjectFolder();
        File.WriteAllText(project.File, """{ "crawler": { "concurrentRequests": 2 } }""", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(2, project.Layers().Load().ConcurrentRequests);
    }

    [Fact]
    public void A_syntax_error_is_told_with_line_and_column()
    {
        using var project = new ProjectFolder("{\n    \"crawler\": {\n        \"concurrentRequests\": oops\n    }\n}\n");

        var error = Assert.Throws<SettingsException>(() => SettingsFile.Find("crawler.json", project.Path));

        Assert.Equal($"{project.File}(3,31): 'o' is an invalid start of a value.", error.Message);
    }

    [Fact]
    public void A_key_that_stands_twice_is_an_error()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 2, "ConcurrentRequests": 3 } }""");

        var error = Assert.Throws<SettingsException>(() => SettingsFile.Find("crawler.json", project.Path));

        Assert.Equal($"{project.File}: A duplicate key 'crawler:ConcurrentRequests' was found.", error.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_no_object_is_an_error(string json)
    {
        using var project = new ProjectFolder(json);

        var error = Assert.Throws<SettingsException>(() => SettingsFile.Find("crawler.json", project.Path));

        Assert.StartsWith(project.File, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "crawlr": {} }""", "crawler.json: unknown section 'crawlr'; did you mean 'crawler'?")]
    [InlineData("""{ "spider": {} }""", "crawler.json: unknown section 'spider'; did you mean 'spiders'?")]
    [InlineData("""{ "logging": {} }""", "crawler.json: unknown section 'logging'; known here are crawler, spiders, serve, Serilog, references.")]
    [InlineData("""{ "crawler": true }""", "crawler.json: 'crawler' is 'True' but must be a group, as { … }.")]
    [InlineData("""{ "spiders": { "quotes": 3 } }""", "crawler.json: 'spiders:quotes' is '3' but must be a group, as { … }.")]
    [InlineData("""{ "references": "a.dll" }""", "crawler.json: 'references' must be a list of paths, as [\"lib/Shop.dll\"].")]
    [InlineData("""{ "references": [ { "path": "a.dll" } ] }""", "crawler.json: 'references' must be a list of paths, as [\"lib/Shop.dll\"].")]
    public void A_section_that_is_not_known_or_not_right_is_an_error(string json, string message)
    {
        using var project = new ProjectFolder(json);

        var error = Assert.Throws<SettingsException>(() => SettingsFile.Find("crawler.json", project.Path));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void References_are_read_in_order()
    {
        using var project = new ProjectFolder("""{ "references": [ "lib/Shop.dll", "../Prices" ], "Serilog": { "MinimumLevel": "Debug" } }""");

        Assert.Equal(["lib/Shop.dll", "../Prices"], SettingsFile.Find("crawler.json", project.Path)?.References);
    }
}
