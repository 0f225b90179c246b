namespace Crawling.Cli;

/// <summary>A project that is not there yet.</summary>
internal sealed class NewProject
{
    private const string ExampleSpider = "spiders/example.cs";

    // A project may not be named as a package that it refers to.
    private static readonly string[] PackageNames = ["Crawling", "Crawling.Cli", "Crawling.Testing", "crawler", "xunit"];

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>With a URL, its spider takes titles from there; else quotes from the demo site.</summary>
    /// <exception cref="SettingsException">It cannot be named so.</exception>
    public NewProject(string name, Url? url)
    {
        Name = Check(name);
        Add("crawler");
        if (url is not null)
        {
            _files.Remove("tests/pages/quotes.html");
            Add("url", ("https://example.com/", StartUrl.InCode(url)));
            _files[ExampleSpider] = SpiderTemplate.Of("basic").Fill(SpiderClass.Of("example"), url).Text;
        }
    }

    public string Name { get; }

    /// <exception cref="SettingsException">The folder is not empty, or cannot be written.</exception>
    public void WriteTo(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new SettingsException($"startproject: '{folder}' is {(File.Exists(folder) ? "a file" : "not empty")}; name a new folder");
        }

        foreach (var (path, text) in _files)
        {
            NewFile.Write(Path.GetFullPath(path, Path.GetFullPath(folder)), text);
        }
    }

    private void Add(string template, params (string Word, string Value)[] values)
    {
        (string Word, string Value)[] all = [("NewCrawler", Name), .. values];
        foreach (var path in TemplateFiles.In(template))
        {
            _files[TemplateFiles.Fill(path, all)] = TemplateFiles.Fill(TemplateFiles.Read($"{template}/{path}"), all);
        }
    }

    private static string Check(string name)
    {
        if (!char.IsAsciiLetter(name.FirstOrDefault()) || name.EndsWith('.')
            || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new SettingsException($"startproject: '{name}' cannot be a project's name: take letters, digits, '-', '_' and '.', a letter first");
        }

        return PackageNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? throw new SettingsException($"startproject: '{name}' is the name of a package that the project needs; take another")
            : name;
    }
}
