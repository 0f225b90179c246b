using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Crawling.Recording;

namespace Crawling.Tests;

/// <summary>Reads a WARC file as ISO 28500:2017 says, and refuses what another reader might: nothing of it is the library's own reader.</summary>
internal sealed record StrictWarc(IReadOnlyDictionary<string, string> Fields, byte[] Block)
{
    public string Type => Fields["WARC-Type"];

    public string Url => Fields["WARC-Target-URI"];

    public string Text => Encoding.UTF8.GetString(Block);

    /// <summary>The block of an HTTP message behind its head.</summary>
    public byte[] Body => Block[(Block.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];

    public static List<StrictWarc> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var records = path.EndsWith(".gz", StringComparison.Ordinal) ? Members(bytes).Select(One).ToList() : All(bytes);
        Assert.Equal("warcinfo", records[0].Type);
        Assert.Equal(records.Count, records.DistinctBy(record => record.Fields["WARC-Record-ID"]).Count());
        var ids = records.Select(record => record.Fields["WARC-Record-ID"]).ToHashSet();
        Assert.All(
            records.SelectMany(record => record.Fields).Where(field => field.Key is "WARC-Concurrent-To" or "WARC-Warcinfo-ID"),
            field => Assert.Contains(field.Value, ids));
        return records;
    }

    /// <summary>The records of a type of one URL.</summary>
    public static List<StrictWarc> Of(string path, string type, string url) =>
        [.. Read(path).Where(record => record.Type == type && record.Url == url)];

    private static StrictWarc One(byte[] member)
    {
        var record = Read(member, out var length);
        Assert.Equal(member.Length, length);
        return record;
    }

    private static List<StrictWarc> All(byte[] bytes)
    {
        List<StrictWarc> records = [];
        for (var start = 0; start < bytes.Length;)
        {
            records.Add(Read(bytes.AsSpan(start), out var length));
            start += length;
        }

        return records;
    }

    private static StrictWarc Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.UTF8.GetString(bytes[..end]).Split("\r\n");
        Assert.Equal("WARC/1.1", lines[0]);
        var fields = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);
        var size = int.Parse(fields["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture);
        var block = bytes.Slice(end + 4, size).ToArray();
        length = end + 4 + size + 4;
        Assert.True(bytes[(end + 4 + size)..length].SequenceEqual("\r\n\r\n"u8));
        var record = new StrictWarc(fields, block);
        Assert.Matches("^<urn:uuid:[0-9a-f-]{36}>$", fields["WARC-Record-ID"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$", fields["WARC-Date"]);
        Assert.Equal(DigestOf(block), fields["WARC-Block-Digest"]);
        if (fields["Content-Type"].StartsWith("application/http", StringComparison.Ordinal))
        {
            Assert.Equal($"application/http;msgtype={record.Type}", fields["Content-Type"]);
            Assert.Equal(DigestOf(record.Body), fields["WARC-Payload-Digest"]);
        }

        return record;
    }

#pragma warning disable CA5350 // What WARC files hold.
    private static string DigestOf(byte[] bytes) => "sha1:" + Base32.Of(SHA1.HashData(bytes));
#pragma warning restore CA5350

    /// <summary>What each gzip member holds. A byte at a time, so that it is known where each one ends.</summary>
    private static List<byte[]> Members(byte[] file)
    {
        List<byte[]> members = [];
        for (var start = 0; start < file.Length;)
        {
            Assert.Equal([0x1F, 0x8B, 8, 0], file[start..(start + 4)]);
            using var input = new ByteByByte(file.AsMemory(start + 10));
            using var inflate = new DeflateStream(input, CompressionMode.Decompress);
            var content = new MemoryStream();
            var buffer = new byte[8192];
            int read;
            while ((read = inflate.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, read);
            }

            var trailer = start + 10 + input.Given;
            Assert.Equal((uint)content.Length, BitConverter.ToUInt32(file, trailer + 4));
            members.Add(content.ToArray());
            start = trailer + 8;
        }

        return members;
    }

    private sealed class ByteByByte(ReadOnlyMemory<byte> bytes) : MemoryStream
    {
        public int Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (Given == bytes.Length || buffer.Length == 0)
            {
                return 0;
            }

            buffer[0] = bytes.Span[Given++];
            return 1;
        }
    }
}
