using Crawling.Downloading;

namespace Crawling.Tests.Downloading;

public sealed class BodyBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void It_gives_back_what_was_put_in_however_much_was_expected(int expected)
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        using var body = new BodyBuffer(100_000, expected);

        for (var taken = 0; taken < content.Length;)
        {
            var free = body.Free(999);
            Assert.InRange(free.Length, 1, 999);
            var count = Math.Min(free.Length, content.Length - taken);
            content.AsMemory(taken, count).CopyTo(free);
            body.Advance(count);
            taken += count;
        }

        Assert.Equal(content, body.ToArray());
    }

    [Fact]
    public void One_byte_over_the_limit_is_too_large()
    {
        using var body = new BodyBuffer(limit: 10);
        body.Free(10);
        body.Advance(10);
        body.Free(1);

        var error = Assert.Throws<DownloadException>(() => body.Advance(1));
        Assert.Equal(FailureReason.TooLarge, error.Reason);
        Assert.Contains("10 bytes (download:maxBodySize)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_of_the_expected_length_is_not_copied()
    {
        using var body = new BodyBuffer(limit: 1 << 20, expected: 1 << 16);
        var room = body.Free(int.MaxValue);
        body.Advance(1 << 16);
        body.Free(1);

        Assert.True(room.Span.Overlaps(body.ToArray()));
    }
}
