using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Crawling.Serving;

/// <summary>A file of the dashboard, from this assembly.</summary>
internal sealed class DashboardFile(byte[] content, string contentType)
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..16])}\"");

    public static DashboardFile Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return new(content, ContentTypeOf(Path.GetExtension(name)));
    }

    public FileContentHttpResult Answer(HttpContext context)
    {
        // It is asked each time whether there is a newer one: after an update old and new files must not meet.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, contentType, entityTag: _tag);
    }

    private static string ContentTypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new NotSupportedException(extension),
    };
}
