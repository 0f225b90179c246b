using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Cli.Tests.Templates;

/// <summary>A site on loopback with something for each template of a spider.</summary>
internal sealed class TemplateSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TemplateSite(WebApplication app) => _app = app;

    public string Root => $"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/";

    public static async Task<TemplateSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new TemplateSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var (type, body) = (context.Request.Path + context.Request.QueryString) switch
        {
            "/robots.txt" => ("text/plain", $"Sitemap: {Root}sitemap.xml"),
            "/sitemap.xml" => ("text/xml", $"<urlset><url><loc>{Root}</loc></url><url><loc>{Root}two</loc></url></urlset>"),
            "/" => ("text/html", "<title>One</title><h1>First</h1><a rel=next href=two>2</a> <a href='http://elsewhere.example/'>away</a>"),
            "/start" => ("text/html", "<title>Start</title><a href='/'>1</a> <a href='/two'>2</a>"),
            "/two" => ("text/html", "<title>Two</title><h1>Second</h1><a href='/'>1</a>"),
            "/feed.xml" => ("text/xml", "<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>"),
            "/prices.csv" => ("text/csv", "title,price\nOne,1\nTwo,2\n"),
            "/api" => ("application/json", """{ "items": [{ "title": "One" }], "next": "?page=2" }"""),
            "/api?page=2" => ("application/json", """{ "items": [{ "title": "Two" }], "next": null }"""),
            _ => ("", ""),
        };
        context.Response.StatusCode = type == "" ? 404 : 200;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}
