namespace Crawling.Cli;

/// <summary>What a new spider is made from.</summary>
internal sealed class SpiderTemplate
{
    private const string Folder = "crawler-spider";

    private readonly string _text;

    private SpiderTemplate(string text) => _text = text;

    public static IReadOnlyList<string> Names { get; } = ["basic", "links", "sitemap", "xml", "csv", "api"];

    /// <summary>What such a spider does, in a sentence.</summary>
    public string Summary => _text.Split("/// <summary>")[1].Split("</summary>")[0];

    /// <exception cref="SettingsException">There is no such template.</exception>
    public static SpiderTemplate Of(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? new(TemplateFiles.Read($"{Folder}/{name}.cs"))
        : throw new SettingsException($"genspider: there is no template '{name}'; {Suggestion.For(name, Names)}");

    /// <summary>The name and the source of a spider.</summary>
    public (string Spider, string Text) Fill(SpiderClass type, Url url)
    {
        var name = type.Beside(_text).Name;
        return (type.Spider, TemplateFiles.Fill(_text, ("NewSpider", name), ("https://example.com/", StartUrl.InCode(url)), ("example.com", url.Host)));
    }
}
