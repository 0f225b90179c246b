using System.IO.Compression;
using System.Text;
using Crawling.Downloading;

namespace Crawling.Tests.Downloading.Middleware.Decompression;

public sealed class DecodedBodyTests
{
    private const int TenMegabytes = 10_000_000;

    public static TheoryData<string> Names => ["gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "br"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_was_coded_is_decoded(string name)
    {
        foreach (var length in (int[])[0, 1, 100_000])
        {
            var body = Noise(length);
            await AssertDecodesAsync(body, name, Coded.As(name, body));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_makes_no_difference_in_what_pieces_it_comes(string name)
    {
        var body = Noise(1000);
        await using var drops = new Drops(Coded.As(name, body));
        var (decoded, isTruncated) = await DecodeAsync(name, drops);
        Assert.Equal((Convert.ToHexString(body), false), (Convert.ToHexString(decoded), isTruncated));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bomb_is_too_large_before_it_takes_memory(string name)
    {
        var bomb = Coded.As(name, new byte[3 * TenMegabytes]);
        Assert.InRange(bomb.Length, 1, 60_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = await Assert.ThrowsAsync<DownloadException>(() => DecodeAsync(name, bomb, ratio: 500));

        Assert.Equal(
            (FailureReason.TooLarge, "The body decodes to more than 500 times its size (download:maxCompressionRatio)."), (error.Reason, error.Message));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, TenMegabytes);
    }

    [Fact]
    public async Task A_small_body_may_decode_to_any_multiple_of_its_size() =>
        Assert.Equal(4_000_000, (await DecodeAsync("gzip", Coded.As("gzip", new byte[4_000_000]), ratio: 1)).Body.Length);

    [Fact]
    public async Task A_content_as_large_as_the_limit_is_taken()
    {
        Assert.Equal(1000, (await DecodeAsync("gzip", Coded.As("gzip", new byte[1000]), limit: 1000)).Body.Length);
        var error = await Assert.ThrowsAsync<DownloadException>(() => DecodeAsync("gzip", Coded.As("gzip", new byte[1001]), limit: 1000));
        Assert.Contains("(download:maxBodySize)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trailing junk")]
    [InlineData("\x1f")]
    [InlineData("\x1fx")]
    public async Task All_members_of_a_gzip_are_decoded_and_what_follows_them_is_left_out(string junk)
    {
        byte[] coded = [.. Coded.As("gzip", "one "u8), .. Coded.As("gzip", "two"u8), .. Encoding.Latin1.GetBytes(junk)];

        Assert.Equal("one two", Encoding.ASCII.GetString((await DecodeAsync("gzip", coded)).Body));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_content_that_was_cut_off_anywhere_gives_what_came_and_says_so(string name)
    {
        var body = Noise(300);
        var coded = Coded.As(name, body);
        for (var length = 2; length < coded.Length; length++)
        {
            var (decoded, isTruncated) = await DecodeAsync(name, coded[..length]);
            Assert.True(isTruncated, $"{length} of {coded.Length}");
            Assert.Equal(body[..decoded.Length], decoded);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task What_is_not_coded_at_all_is_taken_as_it_is(string name)
    {
        var plain = Encoding.ASCII.GetBytes($"<html>This is plain, whatever its header says.{new string('.', 100_000)}</html>");

        await AssertDecodesAsync(plain, name, plain);
    }

    [Fact]
    public Task What_no_gzip_begins_with_is_none_be_it_text_or_not() => AssertDecodesAsync([0x89, 0x50, 0x00], "gzip", [0x89, 0x50, 0x00]);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_coding_that_is_broken_in_the_middle_is_a_bad_reply(string name)
    {
        var coded = Coded.As(name, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10_000))));
        coded.AsSpan(coded.Length / 2, 100).Fill(0xFF);

        var error = await Assert.ThrowsAsync<DownloadException>(() => DecodeAsync(name, coded));
        Assert.Equal(
            (FailureReason.BadReply, $"The content says it is {name}, but cannot be decoded as that."), (error.Reason, error.Message));
    }

    [Fact]
    public async Task Nobody_blocks_a_thread_by_reading()
    {
        await using var body = new DecodedBody(ContentCoding.Find("gzip")!, Stream.Null, 1, null);
        Assert.Throws<NotSupportedException>(() => body.Read(new byte[1]));
    }

    private static async Task AssertDecodesAsync(byte[] expected, string name, byte[] coded)
    {
        var (body, isTruncated) = await DecodeAsync(name, coded);
        Assert.Equal((Convert.ToHexString(expected), false), (Convert.ToHexString(body), isTruncated));
    }

    private static async Task<(byte[] Body, bool IsTruncated)> DecodeAsync(string name, byte[] coded, long limit = TenMegabytes * 4, int? ratio = null)
    {
        await using var stream = new MemoryStream(coded);
        return await DecodeAsync(name, stream, limit, ratio);
    }

    private static async Task<(byte[] Body, bool IsTruncated)> DecodeAsync(string name, Stream coded, long limit = TenMegabytes, int? ratio = null)
    {
        var coding = ContentCoding.Find(name.Replace("raw ", "", StringComparison.Ordinal))!;
        await using var body = new DecodedBody(coding, coded, limit, ratio);
        return (await body.ToArrayAsync(limit, cuts: false, expected: 0, CancellationToken.None), body.IsTruncated);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A byte at a time.</summary>
    private sealed class Drops(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}

/// <summary>Coded by the framework's own compressors.</summary>
internal static class Coded
{
    public static byte[] As(string name, ReadOnlySpan<byte> body)
    {
        using var coded = new MemoryStream();
        using (Stream coder = name switch
        {
            "deflate" => new ZLibStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "raw deflate" => new DeflateStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            _ => new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            coder.Write(body);
        }

        return coded.ToArray();
    }
}
