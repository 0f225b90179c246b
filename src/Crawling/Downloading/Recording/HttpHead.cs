using System.Net;
using System.Text;
using Crawling.Downloading;

namespace Crawling.Recording;

/// <summary>The heads of HTTP messages as they stand in a recording: in the form of HTTP/1.1, whichever version was spoken.</summary>
internal static class HttpHead
{
    private const string Redacted = "redacted";

    /// <summary>What was sent, but for the values of header fields that hold credentials.</summary>
    public static byte[] Of(Request request, AuthOptions auth)
    {
        var url = request.Url;
        var port = url.Port < 0 ? "" : FormattableString.Invariant($":{url.Port}");
        List<KeyValuePair<string, string>> fields = [new("Host", url.Host + port)];
        fields.AddRange(request.Headers
            .Where(field => !IsFraming(field.Key))
            .Select(field => CredentialHeaders.Contains(field.Key, auth) ? new(field.Key, Redacted) : field));
        if (request.Body.Length > 0)
        {
            fields.Add(new("Content-Length", FormattableString.Invariant($"{request.Body.Length}")));
        }

        return Bytes($"{request.Method} {url.Path}{url.Query} HTTP/1.1", fields);
    }

    /// <summary>What was received, but for the coding of the transfer, which has been taken off the body.</summary>
    public static byte[] Of(Response response)
    {
        using var reply = new HttpResponseMessage((HttpStatusCode)response.Status);
        return Bytes(
            FormattableString.Invariant($"HTTP/1.1 {response.Status} {reply.ReasonPhrase}"),
            response.Headers.Where(field => !field.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsFraming(string name) =>
        name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(string firstLine, IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes($"{firstLine}\r\n{WarcRecord.TextOf(fields)}");
}
