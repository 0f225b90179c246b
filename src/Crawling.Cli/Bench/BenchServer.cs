using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Crawling.Cli;

/// <summary>Serves the pages from memory, as <c>/NUMBER</c>. It has a process of its own, so that its CPU time is
/// told apart from the crawl's.</summary>
internal static class BenchServer
{
    /// <summary>Writes its address to standard output, and serves until standard input ends.</summary>
    public static async Task RunAsync(int pages)
    {
        // Ctrl+C goes to this process too; the crawl that it ends still waits for pages.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, received => received.Cancel = true);
        byte[][] bodies = [.. Enumerable.Range(0, pages).Select(page => BenchPage.Write(page, pages))];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        await using var server = builder.Build();
        server.Run(context => AnswerAsync(context, bodies));
        await server.StartAsync();
        Console.Out.WriteLine(server.Urls.Single());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    private static Task AnswerAsync(HttpContext context, byte[][] bodies)
    {
        if (!int.TryParse(context.Request.Path.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page >= bodies.Length)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bodies[page].Length;
        return context.Response.Body.WriteAsync(bodies[page]).AsTask();
    }
}
