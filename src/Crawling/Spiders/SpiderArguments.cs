namespace Crawling;

internal static class SpiderArguments
{
    public static void Apply(Spider spider, IReadOnlyDictionary<string, string> arguments)
    {
    }
}
