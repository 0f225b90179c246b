using System.Reflection;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>The methods of a spider that can take a response.</summary>
internal static class SpiderCallbacks
{
    private const BindingFlags AnyMethod = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const string Ending = "Async";

    /// <summary>The callback of a name, which may lack the final "Async".</summary>
    /// <exception cref="SettingsException">There is none; the message has the nearest.</exception>
    public static ParseCallback Find(Spider spider, string name)
    {
        var known = Of(spider.GetType()).ToList();
        var method = known.FirstOrDefault(method => NearestName.IsSame(method.Name, name) || NearestName.IsSame(method.Name, name + Ending))
            ?? throw new SettingsException($"spider '{spider.Name}' has no callback '{name}'; {Suggestion.For(name, [.. known.Select(method => method.Name)])}");
        return method.CreateDelegate<ParseCallback>(method.IsStatic ? null : spider);
    }

    /// <summary>What takes the response of a request, in a word.</summary>
    public static string NameOf(Request request) => request.Callback?.Method.Name switch
    {
        null => nameof(Spider.ParseAsync),
        ['<', ..] => "(lambda)",
        var name => name,
    };

    private static IEnumerable<MethodInfo> Of(Type spider)
    {
        for (var type = spider; type is not null && type != typeof(Spider); type = type.BaseType)
        {
            foreach (var method in type.GetMethods(AnyMethod).Where(IsCallback))
            {
                yield return method;
            }
        }
    }

    private static bool IsCallback(MethodInfo method) =>
        method.ReturnType == typeof(IAsyncEnumerable<Output>)
        && method.GetParameters() is [{ ParameterType: var parameter }] && parameter == typeof(Response)
        && !method.IsGenericMethodDefinition && !method.Name.StartsWith('<');
}
