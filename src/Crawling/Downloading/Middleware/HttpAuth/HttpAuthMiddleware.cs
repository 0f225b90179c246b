using System.Text;
using Crawling.Downloading;

namespace Crawling;

/// <summary>
/// Sends user name and password by HTTP Basic authentication (RFC 7617), unasked: those of a request's URL with this request, those of
/// <see cref="CrawlerOptions.Auth"/> to their domain. A request with an Authorization header of its own is sent with that. No URL goes on with
/// user name and password in it.
/// </summary>
public sealed class HttpAuthMiddleware : IDownloaderMiddleware
{
    private const string Field = "Authorization";

    private readonly CredentialScope? _scope;
    private readonly string _credentials;

    /// <summary>For one crawl.</summary>
    /// <param name="crawler">Whose options hold.</param>
    public HttpAuthMiddleware(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        var options = crawler.Options.Auth;
        _scope = (options.User ?? options.Password) is not null && CredentialScope.TryParse(options.Domain, out var scope) ? scope : null;
        _credentials = Basic(options.User ?? "", options.Password ?? "");
    }

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(next);
        var url = request.Url.WithUserInfo("");
        return CredentialsFor(request) is { } credentials
            ? SendAsync(request, url, credentials, next, cancellation)
            : next(url == request.Url ? request : request with { Url = url }, cancellation);
    }

    private static async ValueTask<DownloadResult> SendAsync(
        Request request, Url url, string credentials, DownloaderDelegate next, CancellationToken cancellation)
    {
        var headers = request.Headers.Copy();
        headers[Field] = credentials;
        var result = await next(request with { Url = url, Headers = headers }, cancellation);
        result.Response?.ShowRequest(sent => WithoutCredentials(sent, request.Url));
        return result;
    }

    private string? CredentialsFor(Request request)
    {
        if (request.Headers.Contains(Field))
        {
            return null;
        }

        if (!request.Url.Parts.UserInfo.IsEmpty)
        {
            return Basic(Uri.UnescapeDataString(request.Url.UserName), Uri.UnescapeDataString(request.Url.Password));
        }

        // Whoever could redirect from https to http could read what is sent there.
        var isDowngraded = request.Url.Scheme == "http" && request.Hop.RedirectedFrom.Any(url => url.Scheme == "https");
        return _scope?.Contains(request.Url) == true && !isDowngraded ? _credentials : null;
    }

    private static Request WithoutCredentials(Request sent, Url url)
    {
        var headers = sent.Headers.Copy();
        headers[Field] = null;
        return sent with { Url = url, Headers = headers };
    }

    private static string Basic(string user, string password) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
}
