using System.Text.RegularExpressions;

namespace Crawling.Cli;

/// <summary>The files of new projects and spiders, which <c>dotnet new</c> has from the package Crawling.Templates.</summary>
internal static class TemplateFiles
{
    private const string Prefix = "templates/";

    /// <summary>The paths below a folder.</summary>
    public static IEnumerable<string> In(string folder) => typeof(TemplateFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Prefix}{folder}/", StringComparison.Ordinal))
        .Select(name => name[(Prefix.Length + folder.Length + 1)..])
        .Order(StringComparer.Ordinal);

    public static string Read(string path)
    {
        using var reader = new StreamReader(typeof(TemplateFiles).Assembly.GetManifestResourceStream(Prefix + path)!);
        return reader.ReadToEnd();
    }

    /// <summary>Puts values in the place of words; what stands in a value is left as it is.</summary>
    public static string Fill(string text, params (string Word, string Value)[] values) => Regex.Replace(
        text,
        string.Join('|', values.Select(entry => Regex.Escape(entry.Word))),
        match => Array.Find(values, entry => entry.Word == match.Value).Value,
        RegexOptions.NonBacktracking);
}
