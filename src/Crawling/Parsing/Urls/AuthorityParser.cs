using System.Globalization;

namespace Crawling.Urls;

/// <summary>Credentials, host and port (URL standard, section 4.4: authority, host and port states).</summary>
internal static class AuthorityParser
{
    /// <summary>Null, or what is wrong with the text.</summary>
    public static string? Append(ref TextBuilder output, scoped ReadOnlySpan<char> text, bool isSpecial, int defaultPort)
    {
        output.Append("//");
        int at = text.LastIndexOf('@');
        if (at >= 0)
        {
            AppendCredentials(ref output, text[..at]);
            text = text[(at + 1)..];
        }

        int colon = PortColon(text);
        var host = colon < 0 ? text : text[..colon];
        if (host.IsEmpty)
        {
            return isSpecial || at >= 0 || colon >= 0 ? "it has no host" : null;
        }

        string? problem = HostParser.Append(ref output, host, isSpecial);
        return problem is null && colon >= 0 ? AppendPort(ref output, text[(colon + 1)..], defaultPort) : problem;
    }

    private static void AppendCredentials(ref TextBuilder output, scoped ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        var userName = colon < 0 ? text : text[..colon];
        var password = colon < 0 ? [] : text[(colon + 1)..];
        PercentEncoding.Append(ref output, userName, PercentEncoding.KeptInUserInfo);
        if (!password.IsEmpty)
        {
            output.Append(':');
            PercentEncoding.Append(ref output, password, PercentEncoding.KeptInUserInfo);
        }

        if (!userName.IsEmpty || !password.IsEmpty)
        {
            output.Append('@');
        }
    }

    /// <summary>The first colon outside of brackets, or -1.</summary>
    private static int PortColon(ReadOnlySpan<char> text)
    {
        bool inBrackets = false;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ':' when !inBrackets:
                    return i;
                case '[':
                    inBrackets = true;
                    break;
                case ']':
                    inBrackets = false;
                    break;
            }
        }

        return -1;
    }

    private static string? AppendPort(ref TextBuilder output, scoped ReadOnlySpan<char> digits, int defaultPort)
    {
        if (digits.ContainsAnyExceptInRange('0', '9'))
        {
            return "its port is not a number";
        }

        int port = 0;
        foreach (char digit in digits)
        {
            port = (port * 10) + (digit - '0');
            if (port > ushort.MaxValue)
            {
                return "its port is over 65535";
            }
        }

        if (!digits.IsEmpty && port != defaultPort)
        {
            output.Append(':');
            output.Append(port.ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }
}
