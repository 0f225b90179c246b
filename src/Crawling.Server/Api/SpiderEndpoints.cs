using System.ComponentModel;
using System.Reflection;
using Crawling.Spiders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>The spiders of the project.</summary>
internal static class SpiderEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/spiders", List).WithSummary("The spiders of the project and their arguments.");
        api.MapGet("/spiders/{name}", Get).WithSummary("A spider.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IEnumerable<SpiderBody> List(ServedProject project) => project.Spiders.Select(spider => Body(spider.Key, spider.Value));

    private static SpiderBody Get(string name, ServedProject project) => project.Spiders.TryGetValue(name, out var type)
        ? Body(name, type)
        : throw new ServeException(StatusCodes.Status404NotFound, $"There is no spider '{name}'.");

    private static SpiderBody Body(string name, Type type) => new(
        name,
        type.GetCustomAttribute<DescriptionAttribute>()?.Description,
        [.. SpiderArguments.Known(type).Select(argument => new ArgumentBody(argument.Name, argument.Type))]);
}
