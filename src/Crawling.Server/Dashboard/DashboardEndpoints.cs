using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>The pages for people. They hold no data, so that they can be had without the token: what they show they take from the API.</summary>
internal static class DashboardEndpoints
{
    private const string Prefix = "Dashboard/";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").WithMetadata(new Access(WithoutToken: true)).ExcludeFromDescription();
        MapFile(pages, "/", DashboardFile.Read(Prefix + "index.html"));
        MapFile(pages, "/jobs/{id}", DashboardFile.Read(Prefix + "job.html"));
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => !name.EndsWith(".html", StringComparison.Ordinal)))
        {
            MapFile(pages, $"/dashboard/{name[Prefix.Length..]}", DashboardFile.Read(name));
        }
    }

    private static void MapFile(IEndpointRouteBuilder pages, string path, DashboardFile file) =>
        pages.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], file.Answer);
}
