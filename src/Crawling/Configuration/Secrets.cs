using System.Text.RegularExpressions;

namespace Crawling.Configuration;

/// <summary>Keeps credentials out of logs and listings.</summary>
internal static partial class Secrets
{
    private const string Masked = "***";

    private const string Words = "passw(or)?d|token|secret|api[_-]?key|authorization";

    /// <summary>One of these is in whatever the pattern of parameters finds.</summary>
    private static readonly string[] Hints = ["passw", "token", "secret", "key", "authorization", "cookie"];

    /// <summary>Never reached: these patterns look at no character more than twice.</summary>
    private const int Limit = 1_000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The text with the credentials of the URLs in it masked: <c>http://***@host/?api_key=***</c>.</summary>
    public static string Mask(string text)
    {
        var masked = text.Contains('@', StringComparison.Ordinal) ? UserInfo().Replace(text, $"://{Masked}@") : text;
        return MayHaveParameter(masked) ? SecretParameter().Replace(masked, "${name}" + Masked) : masked;
    }

    /// <summary>The value of a setting, masked altogether if the setting's path says that it is a secret.</summary>
    public static string Mask(string path, string value) => SecretName().IsMatch(path) && value.Length > 0 ? Masked : Mask(value);

    /// <summary>The pattern takes its time to make, and most URLs with a query say nothing like this.</summary>
    private static bool MayHaveParameter(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAny('?', '&');
        if (start < 0 || !text[start..].Contains('='))
        {
            return false;
        }

        foreach (var hint in Hints)
        {
            if (text[start..].Contains(hint, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // The section of the settings that is called cookies holds none.
    [GeneratedRegex($"{Words}|cookies?$", Options, matchTimeoutMilliseconds: Limit)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"://[^/?#\s]*@", Options, matchTimeoutMilliseconds: Limit)]
    private static partial Regex UserInfo();

    // Slow to make, and made when it is needed first; others of its meaning could backtrack on text from outside.
    [GeneratedRegex($@"(?<name>[?&][^=&#\s]*({Words}|cookie)[^=&#\s]*=)[^&#\s]+", Options | RegexOptions.NonBacktracking)]
    private static partial Regex SecretParameter();
}
