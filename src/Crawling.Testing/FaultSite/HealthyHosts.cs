namespace Crawling.Testing.Faults;

/// <summary>The host that has nothing wrong with it.</summary>
internal static class HealthyHosts
{
    private const string Prefix = "/page/";

    /// <summary>A binary tree of pages: the first is the root.</summary>
    public static Func<FaultConnection, Task> Serve(int pages) => Serving.Pages(path => NumberOf(path) is { } number && number <= pages
        ? Reply.Links(new[] { number * 2, (number * 2) + 1 }.Where(child => child <= pages).Select(child => $"{Prefix}{child}"))
        : Reply.Of("", status: "404 Not Found"));

    private static int? NumberOf(string path) => path switch
    {
        "/" => 1,
        _ when path.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(path.AsSpan(Prefix.Length), out var number) => number,
        _ => null,
    };
}
