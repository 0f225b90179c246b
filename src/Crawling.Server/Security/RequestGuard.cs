using System.Net;
using Microsoft.AspNetCore.Http;

namespace Crawling.Serving;

/// <summary>Lets through what comes from somebody who may: calls the service by a name of its own, comes from no other site, brings the token.</summary>
internal sealed class RequestGuard(ServeOptions options, AccessToken? token) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Check(context.Request, context.GetEndpoint()?.Metadata.GetMetadata<Access>() ?? new(WithoutToken: false));
        return next(context);
    }

    private void Check(HttpRequest request, Access access)
    {
        if (!access.ByAnyName && !IsOwn(request.Host.Host))
        {
            throw new ServeException(
                StatusCodes.Status421MisdirectedRequest, $"This service is not called '{request.Host.Host}'. A name of it stands in serve:hosts in crawler.json.");
        }

        if (ChangesState(request.Method) && IsFromElsewhere(request))
        {
            throw new ServeException(StatusCodes.Status403Forbidden, "A page of another site may not change anything here.");
        }

        if (!access.WithoutToken && token?.IsIn(request.Headers.Authorization) == false)
        {
            throw new ServeException(StatusCodes.Status401Unauthorized, "Bring the token: 'Authorization: Bearer …', or as password of any user.");
        }
    }

    /// <summary>Against DNS rebinding, where a name of somebody else's leads here. An address is nobody else's.</summary>
    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _)
        || options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool ChangesState(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    /// <summary>Against forged requests: a browser says which site a request comes from; other programs say nothing.</summary>
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin
        ? !Uri.TryCreate(origin, UriKind.Absolute, out var site) || !HostString.FromUriComponent(site).Equals(request.Host)
        : request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
}
