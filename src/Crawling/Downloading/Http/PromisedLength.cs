using System.Globalization;
using System.Net;

namespace Crawling.Downloading;

/// <summary>The length that a reply says its body has (RFC 9112, section 6.3; RFC 9113, section 8.1.1).</summary>
internal static class PromisedLength
{
    /// <summary>Null if the reply does not say, or says it of a body that is not sent.</summary>
    /// <exception cref="DownloadException">Content-Length is not a number, or two that differ.</exception>
    public static long? Of(Request request, HttpResponseMessage reply)
    {
        var hasNoBody = request.Method == "HEAD" || reply.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent;
        if (hasNoBody
            || reply.Headers.NonValidated.Contains("Transfer-Encoding")
            || !reply.Content.Headers.NonValidated.TryGetValues("Content-Length", out var said))
        {
            return null;
        }

        var lengths = said.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).ToList();
        if (lengths is not [{ Length: > 0 } length] || !length.All(char.IsAsciiDigit))
        {
            throw new DownloadException(FailureReason.BadReply, $"Content-Length is '{string.Join(", ", lengths)}', which is no length.");
        }

        return long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var promised) ? promised : long.MaxValue;
    }

    /// <summary>Holds a body to its promise.</summary>
    /// <exception cref="DownloadException">It is shorter or longer.</exception>
    public static void Check(long? promised, int received)
    {
        if (received < promised)
        {
            throw new DownloadException(FailureReason.Truncated, $"The body has {received} bytes; Content-Length promised {promised}.");
        }

        if (received > promised)
        {
            throw new DownloadException(FailureReason.BadReply, $"The body has {received} bytes; Content-Length said {promised}.");
        }
    }
}
