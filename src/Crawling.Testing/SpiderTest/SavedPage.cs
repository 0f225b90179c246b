using System.Text;

namespace Crawling.Testing;

/// <summary>Pages for <see cref="SpiderTest"/>. With Meta or CallbackArguments, make the response itself:
/// <c>new Response(url, body: bytes, request: new Request(url) { Meta = … })</c>.</summary>
public static class SavedPage
{
    /// <summary>A page from its text.</summary>
    /// <param name="url">Where it stands.</param>
    /// <param name="text">Its content.</param>
    /// <param name="contentType">Its media type. Default: text/html.</param>
    public static Response FromText(Url url, string text, string contentType = "text/html") =>
        new(url, headers: new HeaderList().Add("Content-Type", $"{contentType}; charset=utf-8"), body: Encoding.UTF8.GetBytes(text));

    /// <summary>A page from a file, as a browser or curl saves it.</summary>
    /// <param name="url">Where it stands.</param>
    /// <param name="path">The file.</param>
    /// <param name="contentType">Its media type. Default: what its content tells.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<Response> FromFileAsync(Url url, string path, string? contentType = null)
    {
        var headers = contentType is null ? new HeaderList() : new HeaderList().Add("Content-Type", contentType);
        return new Response(url, headers: headers, body: await File.ReadAllBytesAsync(path));
    }

    /// <summary>A page from a recording (docs/recording.md): the first answer to a GET of the URL, its codings removed.</summary>
    /// <param name="url">Where it stood.</param>
    /// <param name="recording">The WARC file.</param>
    /// <exception cref="DownloadException">It is not in the recording, or failed when it was recorded.</exception>
    public static async Task<Response> FromRecordingAsync(Url url, string recording)
    {
        var page = new OnePage(url);
        var result = await SpiderTest.ReplayAsync(page, recording);
        return page.Response ?? throw result.Failures.Single().Exception!;
    }

    /// <summary>Takes one page, whatever its status.</summary>
    private sealed class OnePage(Url url) : Spider
    {
        public Response? Response { get; private set; }

        public override async IAsyncEnumerable<Output> StartAsync()
        {
            await ValueTask.CompletedTask;
            yield return new Request(url) { FollowRedirects = false };
        }

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await ValueTask.CompletedTask;
            Response = response.With();
            yield break;
        }

        public override async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
        {
            await ValueTask.CompletedTask;
            Response = failure.Response?.With();
            yield break;
        }

        protected override void Configure(CrawlerOptions options)
        {
            options.Robots.Obey = false;
            options.Retry.Times = 0;
            options.Download.MetaRefresh = false;
        }
    }
}
