using System.Reflection;

namespace Crawling.Contracts;

/// <summary>What a callback promises for a page.</summary>
/// <param name="Method">The callback.</param>
/// <param name="Sample">The page.</param>
/// <param name="Items">How many items.</param>
/// <param name="Requests">How many requests.</param>
/// <param name="Fields">What each item has.</param>
internal sealed record CallbackContract(MethodInfo Method, Url Sample, CountRange? Items, CountRange? Requests, IReadOnlyList<string> Fields)
{
    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>The contracts of a spider, one for each sample.</summary>
    /// <exception cref="SettingsException">One cannot be used; the message names spider and method.</exception>
    public static IReadOnlyList<CallbackContract> Of(Type spider) => [.. spider.GetMethods(Methods).SelectMany(method => Of(spider, method))];

    public ParseCallback CallbackOf(Spider spider) => Method.CreateDelegate<ParseCallback>(Method.IsStatic ? null : spider);

    private static IEnumerable<CallbackContract> Of(Type spider, MethodInfo method)
    {
        SampleAttribute[] samples = [.. method.GetCustomAttributes<SampleAttribute>()];
        var returns = method.GetCustomAttribute<ReturnsAttribute>();
        var scrapes = method.GetCustomAttribute<ScrapesAttribute>();
        if (samples.Length == 0)
        {
            return returns is null && scrapes is null ? [] : throw Wrong("its contract names no page: add [Sample(\"https://…\")]");
        }

        if (method.ReturnType != typeof(IAsyncEnumerable<Output>) || method.GetParameters() is not [{ ParameterType: var taken }] || taken != typeof(Response))
        {
            throw Wrong("a callback with a contract is of the form IAsyncEnumerable<Output> Method(Response response)");
        }

        var items = RangeOf(returns?.Items, "items");
        var requests = RangeOf(returns?.Requests, "requests");
        return samples.Select(sample => new CallbackContract(method, UrlOf(sample), items, requests, scrapes?.Fields ?? []));

        CountRange? RangeOf(string? text, string what) => text is null ? null : CountRange.TryParse(text, out var range) ? range : throw Wrong(
            $"[Returns({what}: \"{text}\")] is no range; write it as in {CountRange.Form}");

        Url UrlOf(SampleAttribute sample) => Url.TryParse(sample.Url, null, out var url) ? url : throw Wrong(
            $"[Sample(\"{sample.Url}\")] is no URL; write it as in https://example.com/");

        SettingsException Wrong(string what) => new($"spider '{SpiderName.Of(spider)}', {method.Name}: {what}");
    }
}
