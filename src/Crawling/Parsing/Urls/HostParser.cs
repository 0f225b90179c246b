using System.Buffers;

namespace Crawling.Urls;

/// <summary>The host parser and serializer (URL standard, sections 3.5 and 3.6).</summary>
internal static class HostParser
{
    private const string ForbiddenInHost = "\0\t\n\r #/:<>?@[\\]^|";
    private static readonly SearchValues<char> ForbiddenHostCharacters = SearchValues.Create(ForbiddenInHost);

    private static readonly SearchValues<char> ForbiddenDomainCharacters =
        SearchValues.Create([.. ForbiddenInHost, .. Enumerable.Range(0, ' ').Select(code => (char)code), '%', '\x7F']);

    /// <summary>Null, or what is wrong with the text.</summary>
    public static string? Append(ref TextBuilder output, scoped ReadOnlySpan<char> host, bool isSpecial)
    {
        if (host[0] == '[')
        {
            return host[^1] == ']' && IPv6Address.TryAppend(ref output, host[1..^1]) ? null : "its host is not an IPv6 address";
        }

        return isSpecial ? AppendDomain(ref output, host) : AppendOpaque(ref output, host);
    }

    private static string? AppendOpaque(ref TextBuilder output, scoped ReadOnlySpan<char> host)
    {
        if (host.IndexOfAny(ForbiddenHostCharacters) is var forbidden and >= 0)
        {
            return Forbidden(host[forbidden]);
        }

        PercentEncoding.Append(ref output, host, PercentEncoding.KeptInOpaque);
        return null;
    }

    private static string? AppendDomain(ref TextBuilder output, scoped ReadOnlySpan<char> host)
    {
        ReadOnlySpan<char> domain = host.Contains('%') ? PercentEncoding.Decode(host) : host;
        if (NeedsIdna(domain))
        {
            domain = InternationalName.ToAscii(domain);
            if (domain.IsEmpty)
            {
                return "its host is not a valid international domain name";
            }
        }

        if (domain.IndexOfAny(ForbiddenDomainCharacters) is var forbidden and >= 0)
        {
            return Forbidden(domain[forbidden]);
        }

        if (IPv4Address.Is(domain))
        {
            return IPv4Address.TryAppend(ref output, domain) ? null : "its host ends in a number but is not an IPv4 address";
        }

        output.AppendLowerCase(domain);
        return null;
    }

    /// <summary>For other names the processing of UTS #46 comes down to lower case.</summary>
    private static bool NeedsIdna(ReadOnlySpan<char> domain) =>
        domain.ContainsAnyExceptInRange('\0', '\x7F') || domain.Contains("xn--", StringComparison.OrdinalIgnoreCase);

    private static string Forbidden(char character) =>
        char.IsControl(character) ? $"its host contains U+{(int)character:X4}" : $"its host contains '{character}'";
}
