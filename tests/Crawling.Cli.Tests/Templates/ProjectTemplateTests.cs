using System.Xml.Linq;

namespace Crawling.Cli.Tests.Templates;

public sealed class ProjectTemplateTests
{
    [Fact]
    public void The_versions_are_those_of_this_repository()
    {
        var ours = Versions(File.ReadAllText(Path.Combine(ThisBuild.RepositoryRoot, "src/Directory.Packages.props")));
        var props = XDocument.Load(Path.Combine(ThisBuild.RepositoryRoot, "src/Directory.Build.props"));
        var version = props.Descendants("Version").Single().Value;

        var template = TemplateFiles.Read("crawler/Directory.Packages.props");

        Assert.Equal(version, XDocument.Parse(template).Descendants("CrawlingVersion").Single().Value);
        Assert.All(Versions(template), entry => Assert.Equal(entry.Key.StartsWith("Crawling", StringComparison.Ordinal) ? "$(CrawlingVersion)" : ours[entry.Key], entry.Value));
    }

    private static Dictionary<string, string> Versions(string props) => XDocument.Parse(props).Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
}
