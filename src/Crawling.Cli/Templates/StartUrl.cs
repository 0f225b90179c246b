namespace Crawling.Cli;

/// <summary>The URL that a new spider begins with.</summary>
internal static class StartUrl
{
    /// <summary>As a person writes it: <c>example.com</c> will do.</summary>
    /// <exception cref="SettingsException">It is none.</exception>
    public static Url Parse(string text) => Url.TryParse(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", null, out var url)
        && url.Scheme is "http" or "https"
        ? url
        : throw new SettingsException($"'{text}' is not a URL of the web; write it as in https://example.com/");

    /// <summary>As it stands in a string of C#.</summary>
    public static string InCode(Url url) => url.Href.Replace("\\", "\\\\", StringComparison.Ordinal);
}
