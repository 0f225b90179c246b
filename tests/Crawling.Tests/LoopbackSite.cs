using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

/// <summary>A server on loopback that answers as a test says, and counts.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private int _current;

    private LoopbackSite(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            lock (_lock)
            {
                _requests.Add(context.Request.Path + context.Request.QueryString);
                MostAtOnce = Math.Max(MostAtOnce, ++_current);
            }

            try
            {
                await answer(context);
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

    public static async Task<LoopbackSite> StartAsync(RequestDelegate answer)
    {
        var site = new LoopbackSite(answer);
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
