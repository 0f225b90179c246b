namespace Crawling.Tests;

/// <summary>The examples of docs/requests.md, word for word.</summary>
public sealed class RequestsExamples : Spider
{
    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        // Links: of an element, of many, of a list of references.
        yield return response.Follow("/about", ParseItem);
        foreach (var next in response.FollowAll(response.Css("li.next a")))
        {
            yield return next;
        }

        // The page's own form, filled in; a form that is not on the page; JSON.
        yield return Request.FormFrom(response, [new("user", "me"), new("pass", "secret")], form: "login") with { Callback = ParseItem };
        yield return Request.Form("https://example.com/search", [new("q", "cats")], "GET");
        yield return Request.Json("https://example.com/api", new { Page = 2 });

        // What the browser's developer tools copied.
        yield return Request.FromCurl("curl 'https://example.com/api' -H 'accept: application/json' --data-raw 'page=3'");

        // In the middle of a callback.
        var detail = await response.FetchAsync(response.Follow("/detail"));
        yield return new DynamicItem { ["detail"] = detail.Text };
    }

    public IEnumerable<Request> Downloads() =>
    [
        // Into a file, whatever its size, in constant memory.
        new Request("https://example.com/dump.csv.gz") { SaveTo = "data/dump.csv.gz", MaxBodySize = 10L << 30, Timeout = TimeSpan.FromHours(2) },

        // No videos: the callback gets the response without its body, flagged "stopped".
        new Request("https://example.com/unknown")
        {
            OnHeaders = head => head.Headers["Content-Type"]?.StartsWith("video/", StringComparison.Ordinal) == true ? BodyDecision.Skip : BodyDecision.Take,
        },

        // As it comes: here the first kilobyte, which becomes the response's body. What is left unread is not fetched.
        new Request("https://example.com/log") { OnBody = TakeBeginning },
    ];

    private static async ValueTask<ReadOnlyMemory<byte>> TakeBeginning(Response head, Stream body, CancellationToken cancellation)
    {
        var beginning = new byte[1024];
        var count = await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellation);
        return beginning.AsMemory(0, count);
    }

    private static IAsyncEnumerable<Output> ParseItem(Response response) => AsyncEnumerable.Empty<Output>();
}
