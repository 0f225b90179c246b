using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Tests.Jobs;

public sealed class StoredBodyHandlingTests
{
    private readonly Saving _spider = new();

    [Fact]
    public void What_is_to_be_done_with_a_body_is_kept()
    {
        Request[] requests =
        [
            new("http://a/") { KeepTruncated = true, OnHeaders = _spider.Decide, OnBody = _spider.TakeAsync },
            new("http://a/") { KeepTruncated = false, SaveTo = "file" },
            new("http://a/") { SaveTo = "file" },
        ];
        var codec = new RequestCodec(new CallbackNames(_spider));

        Assert.All(requests, request =>
        {
            var kept = codec.Read(codec.Write(FrontierRequest.Of(request, request.Hop))).Request;
            Assert.Equal(
                (request.KeepTruncated, request.OnHeaders, request.OnBody, request.SaveTo), (kept.KeepTruncated, kept.OnHeaders, kept.OnBody, kept.SaveTo));
        });
    }

    private sealed class Saving : Spider
    {
        public BodyDecision Decide(Response head) => BodyDecision.Take;

        public ValueTask<ReadOnlyMemory<byte>> TakeAsync(Response head, Stream body, CancellationToken cancellation) => default;

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => AsyncEnumerable.Empty<Output>();
    }
}
