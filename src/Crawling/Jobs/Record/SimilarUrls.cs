namespace Crawling.Jobs;

/// <summary>What somebody who asks for a URL may have meant.</summary>
internal static class SimilarUrls
{
    /// <summary>The other scheme, with and without www, a slash at the end and the query.</summary>
    public static IEnumerable<Url> Of(Url url)
    {
        var host = url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : "www." + url.Host;
        var path = url.Path is ['/', .., '/'] ? url.Path[..^1] : url.Path + "/";
        string[] schemes = ["http", "https"];
        string[] hosts = [url.Host, host];
        string[] paths = [url.Path, path];
        string[] queries = [url.Query, ""];
        return
            from scheme in schemes
            from name in hosts
            from form in paths
            from query in queries
            let text = $"{scheme}://{name}{(url.Port < 0 ? "" : $":{url.Port}")}{form}{query}"
            where Url.TryParse(text, null, out _)
            select Url.Parse(text);
    }
}
