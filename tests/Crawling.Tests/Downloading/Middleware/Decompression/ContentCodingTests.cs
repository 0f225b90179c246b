using System.IO.Compression;
using System.Text;
using Crawling.Downloading;

namespace Crawling.Tests.Downloading.Middleware.Decompression;

public sealed class ContentCodingTests
{
    private const int TenMegabytes = 10_000_000;

    public static TheoryData<string> Names => ["gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "br"];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_coded_is_decoded(string name)
    {
        foreach (var length in (int[])[0, 1, 100_000])
        {
            var body = Noise(length);
            Assert.Equal(body, Decode(name, Coded.As(name, body)).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_too_large_before_it_takes_memory(string name)
    {
        var bomb = Coded.As(name, new byte[TenMegabytes]);
        Assert.InRange(bomb.Length, 1, 20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DownloadException>(() => Decode(name, bomb, limit: 500_000));

        Assert.Equal(FailureReason.TooLarge, error.Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_under_a_generous_limit_takes_no_more_than_a_small_part_of_it(string name)
    {
        var bomb = Coded.As(name, new byte[3 * TenMegabytes]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DownloadException>(() => Decode(name, bomb, limit: (3 * TenMegabytes) - 1));

        Assert.Equal(FailureReason.TooLarge, error.Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, TenMegabytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_large_content_is_decoded_as_any_other(string name)
    {
        var body = Noise(TenMegabytes);
        Assert.True(body.AsSpan().SequenceEqual(Decode(name, Coded.As(name, body), limit: TenMegabytes).Span));
    }

    [Fact]
    public void A_content_as_large_as_the_limit_is_taken()
    {
        Assert.Equal(1000, Decode("gzip", Coded.As("gzip", new byte[1000]), limit: 1000).Length);
        Assert.Throws<DownloadException>(() => Decode("gzip", Coded.As("gzip", new byte[1001]), limit: 1000));
    }

    [Fact]
    public void All_members_of_a_gzip_are_decoded_and_what_follows_them_is_left_out()
    {
        byte[] coded = [.. Coded.As("gzip", "one "u8), .. Coded.As("gzip", "two"u8), .. "trailing junk"u8];

        Assert.Equal("one two", Encoding.ASCII.GetString(Decode("gzip", coded).Span));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_content_that_was_cut_off_gives_what_came(string name)
    {
        var body = Noise(200_000);
        var coded = Coded.As(name, body);
        var decoded = Decode(name, coded.AsMemory(0, coded.Length / 2)).ToArray();

        Assert.InRange(decoded.Length, 50_000, 150_000);
        Assert.Equal(body[..decoded.Length], decoded);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void What_is_not_coded_is_a_bad_reply(string name)
    {
        var error = Assert.Throws<DownloadException>(() => Decode(name, "<html>This is plain, whatever its header says.</html>"u8.ToArray()));

        Assert.Equal(FailureReason.BadReply, error.Reason);
        Assert.Contains($"says it is {name}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coding_that_is_broken_in_the_middle_is_a_bad_reply()
    {
        var coded = Coded.As("gzip", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10_000))));
        coded.AsSpan(coded.Length / 2, 100).Fill(0xFF);

        Assert.Equal(FailureReason.BadReply, Assert.Throws<DownloadException>(() => Decode("gzip", coded)).Reason);
    }

    private static ReadOnlyMemory<byte> Decode(string name, ReadOnlyMemory<byte> coded, long limit = 1_000_000)
    {
        var coding = name.Replace("raw ", "", StringComparison.Ordinal);
        return ContentCoding.Decode(coded, ContentCoding.Find(coding)!, coding, limit);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(3).NextBytes(bytes);
        return bytes;
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
