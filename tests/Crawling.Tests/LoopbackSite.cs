using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

/// <summary>A server on loopback that answers as a test says, and counts. It has no robots.txt unless a test gives it one: a crawl that asks for
/// it gets a 404 that is not counted.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private int _current;

    private LoopbackSite(RequestDelegate answer, X509Certificate2? certificate, RequestDelegate? robots)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        _app = builder.Build();
        _app.Run(async context =>
        {
            var isRobots = context.Request.Path == "/robots.txt";
            if (isRobots && robots is null)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            lock (_lock)
            {
                _requests.Add(context.Request.Path + context.Request.QueryString);
                MostAtOnce = Math.Max(MostAtOnce, ++_current);
            }

            try
            {
                await (isRobots ? robots! : answer)(context);
            }
            finally
            {
                lock (_lock)
                {
                    _current--;
                }
            }
        });
    }

    public string Address => _app.Urls.First();

    public int Port => new Uri(Address).Port;

    public int MostAtOnce { get; private set; }

    /// <summary>Path and query of every request, in order of arrival.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Answers every request by a function, over TLS if there is a certificate; robots.txt by another, if there is one.</summary>
    public static async Task<LoopbackSite> StartAsync(
        RequestDelegate answer, X509Certificate2? certificate = null, RequestDelegate? robots = null)
    {
        var site = new LoopbackSite(answer, certificate, robots);
        await site._app.StartAsync();
        return site;
    }

    /// <summary>Answers every path with its own text.</summary>
    public static Task<LoopbackSite> StartAsync(Func<string, string> pageOf) =>
        StartAsync(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(pageOf(context.Request.Path + context.Request.QueryString));
        });

    public string Url(string path) => Address + path;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
