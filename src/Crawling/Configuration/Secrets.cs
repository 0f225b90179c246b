using System.Text.RegularExpressions;

namespace Crawling.Configuration;

/// <summary>Keeps credentials out of logs and listings.</summary>
internal static class Secrets
{
    private const string Masked = "***";

    private const string Words = "passw(or)?d|token|secret|api[_-]?key|authorization";

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The section of the settings that is called cookies holds none.
    private static readonly Regex SecretName = new($"{Words}|cookies?$", Options);

    private static readonly Regex UserInfo = new(@"://[^/?#\s]*@", Options);

    private static readonly Regex SecretParameter = new($@"(?<name>[?&][^=&#\s]*({Words}|cookie)[^=&#\s]*=)[^&#\s]+", Options);

    /// <summary>The text with the credentials of the URLs in it masked: <c>http://***@host/?api_key=***</c>.</summary>
    public static string Mask(string text)
    {
        var masked = text.Contains('@', StringComparison.Ordinal) ? UserInfo.Replace(text, $"://{Masked}@") : text;
        return masked.Contains('=', StringComparison.Ordinal) ? SecretParameter.Replace(masked, "${name}" + Masked) : masked;
    }

    /// <summary>The value of a setting, masked altogether if the setting's path says that it is a secret.</summary>
    public static string Mask(string path, string value) => SecretName.IsMatch(path) && value.Length > 0 ? Masked : Mask(value);
}
