using Crawling.Configuration;
using Crawling.Serving;
using Crawling.Tests;

namespace Crawling.Cli.Tests.Serve;

public sealed class ServeSettingsTests
{
    [Theory]
    [InlineData("maxRunning", "0", "at least 1")]
    [InlineData("port", "70000", "from 0 to 65535")]
    [InlineData("address", "shop", "an IP address")]
    [InlineData("token", "short", "16 characters")]
    [InlineData("schedules:0:cron", "0 4 * * *", "seconds first")]
    [InlineData("schedules:0:timeZone", "Mars", "a time zone")]
    [InlineData("isolation", "thread", "thread")]
    [InlineData("maxRuning", "1", "unknown setting 'serve:maxRuning'; did you mean 'serve:maxRunning'?")]
    [InlineData("schedules:0:zone", "UTC", "unknown setting 'serve:schedules:0:zone'")]
    public void A_setting_that_cannot_be_is_refused(string path, string value, string reason)
    {
        using var project = new ProjectFolder(null);
        var text = value.All(char.IsAsciiDigit) ? value : $"\"{value}\"";
        var inner = path.Split(':') is ["schedules", _, var name]
            ? $$"""{ "schedules": [{ "spider": "a", "cron": "0 0 4 * * ?", "{{name}}": {{text}} }] }""".Replace("\"cron\": \"0 0 4 * * ?\", \"cron\"", "\"cron\"", StringComparison.Ordinal)
            : $$"""{ "{{path}}": {{text}} }""";
        project.Write("crawler.json", $$"""{ "serve": {{inner}} }""");

        var error = Assert.Throws<SettingsException>(() => ServeSettings.Check(ServeSettings.Read(SettingsFile.Find("crawler.json", project.Root)!)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_every_setting()
    {
        var told = new DocsPage("serving.md").RowsUnder("Settings").SelectMany(row => DocsPage.InBackticks(row[0]));

        Assert.Equal(typeof(ServeOptions).GetProperties().Select(property => $"serve:{TextForm.CamelCase(property.Name)}").Order(), told.Order());
    }

    [Fact]
    public void A_project_without_the_section_is_served_on_loopback_by_processes()
    {
        using var project = new ProjectFolder("{}");

        var options = ServeSettings.Read(SettingsFile.Find("crawler.json", project.Root)!);

        Assert.Equal((Path.Combine(project.Root, ".crawler"), "127.0.0.1", 6800, Isolation.Process), (options.Directory, options.Address, options.Port, options.Isolation));
    }
}
