using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crawling.Serving;

/// <summary>Answers what went wrong as problem details (RFC 9457).</summary>
internal sealed class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            ServeException error => (error.Status, error.Message),
            SettingsException error => (StatusCodes.Status400BadRequest, error.Message),
            BadHttpRequestException { InnerException: JsonException error } =>
                (StatusCodes.Status400BadRequest, $"The body cannot be read at '{error.Path}': it is no JSON, or there is no such field, or it is of another type; see /openapi/v1.json."),
            BadHttpRequestException error => (error.StatusCode, error.Message),
            _ => (StatusCodes.Status500InternalServerError, "The service has failed; its log says more."),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            ServeLog.RequestFailed(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            // So that a browser asks for it.
            httpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"crawler\", charset=\"UTF-8\"";
        }

        httpContext.Response.StatusCode = status;
        return problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = { Status = status, Detail = detail } });
    }
}
