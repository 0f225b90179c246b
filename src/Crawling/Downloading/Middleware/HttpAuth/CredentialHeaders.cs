using System.Text.RegularExpressions;

namespace Crawling.Downloading;

/// <summary>Header fields that hold credentials: those whose names tell, and those that the settings name.</summary>
internal static partial class CredentialHeaders
{
    public static bool Contains(string header, AuthOptions options) =>
        Telling().IsMatch(header) || options.Headers.Contains(header, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(
        "auth|token|secret|passw|cookie|session|credential|signature|key$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Telling();
}
