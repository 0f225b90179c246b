using Crawling.Downloading;

namespace Crawling.Tests.Downloading;

public sealed class BodyBufferTests
{
    [Fact]
    public void It_gives_back_what_was_put_in_however_often_it_grows()
    {
        var expected = new byte[100_000];
        new Random(1).NextBytes(expected);
        using var body = new BodyBuffer(100_000);

        for (var taken = 0; taken < expected.Length;)
        {
            var free = body.Free(999);
            Assert.InRange(free.Length, 1, 999);
            var count = Math.Min(free.Length, expected.Length - taken);
            expected.AsMemory(taken, count).CopyTo(free);
            body.Advance(count);
            taken += count;
        }

        Assert.Equal(expected, body.ToArray());
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
    public void The_end_of_an_expected_body_is_found_without_growing()
    {
        using var body = new BodyBuffer(limit: 1 << 20, expected: 1 << 16);
        var room = body.Free(int.MaxValue);
        body.Advance(1 << 16);

        Assert.True(room.Span[(1 << 16)..].Overlaps(body.Free(1).Span));
    }
}
