using System.Collections.Concurrent;
using Crawling.Tests;
using Microsoft.AspNetCore.Http;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>The site of <see cref="StageSpider"/>: a gate that is closed holds whoever comes to it until it is opened.</summary>
internal sealed class StageSite : IAsyncDisposable
{
    private static readonly byte[] Half = new byte[1000];

    private readonly ConcurrentDictionary<string, Gate> _closed = new(StringComparer.Ordinal);
    private LoopbackSite _site = null!;

    public string Address => _site.Address;

    /// <summary>Pages that were asked for, in order.</summary>
    public IReadOnlyList<string> Pages => [.. _site.Requests.Where(path => path.StartsWith("/page/", StringComparison.Ordinal))];

    public static async Task<StageSite> StartAsync()
    {
        var stages = new StageSite();
        stages._site = await LoopbackSite.StartAsync(stages.AnswerAsync, robots: stages.AnswerRobotsAsync);
        return stages;
    }

    public void Close(string gate) => _closed[gate] = new Gate();

    /// <summary>Completes when somebody has come to a closed gate.</summary>
    public Task ReachedAsync(string gate) => _closed[gate].Reached.Task;

    /// <summary>How many have come to a closed gate.</summary>
    public int Held(string gate) => _closed[gate].Held;

    public void Open(string gate)
    {
        if (_closed.TryRemove(gate, out var opened))
        {
            opened.Opened.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in _closed.Keys)
        {
            Open(gate);
        }

        await _site.DisposeAsync();
    }

    private Task PassAsync(string name)
    {
        if (!_closed.TryGetValue(name, out var gate))
        {
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref gate.Held);
        gate.Reached.TrySetResult();
        return gate.Opened.Task;
    }

    private async Task AnswerRobotsAsync(HttpContext context)
    {
        await PassAsync("robots");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/gate/", StringComparison.Ordinal))
        {
            await PassAsync(path["/gate/".Length..]);
            return;
        }

        await PassAsync("every page");
        await PassAsync(path);
        if (path == "/page/5" && _closed.ContainsKey("retry"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
            _ = PassAsync("retry");
            return;
        }

        context.Response.ContentLength = 2 * Half.Length;
        await context.Response.Body.WriteAsync(Half);
        if (path == "/page/2")
        {
            await context.Response.Body.FlushAsync();
            await PassAsync("body");
        }

        await context.Response.Body.WriteAsync(Half);
    }

    private sealed class Gate
    {
        public int Held;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
