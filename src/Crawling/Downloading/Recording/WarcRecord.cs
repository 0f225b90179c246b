using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Recording;

/// <summary>A record of a WARC file (ISO 28500:2017) to be written.</summary>
internal sealed class WarcRecord
{
    public const string HttpRequest = "application/http;msgtype=request";
    public const string HttpResponse = "application/http;msgtype=response";
    public const string WarcFields = "application/warc-fields";

    private const int Chunk = 64 << 10;

    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly byte[] _head;
    private readonly Stream? _payload;

    /// <param name="type">Its WARC-Type.</param>
    /// <param name="date">Its WARC-Date.</param>
    /// <param name="contentType">What its block is.</param>
    /// <param name="head">The beginning of its block: the head of an HTTP message, or all of it.</param>
    /// <param name="payload">The rest: the body of an HTTP message. Read from its beginning.</param>
    public WarcRecord(string type, DateTimeOffset date, string contentType, byte[] head, Stream? payload = null)
    {
        _head = head;
        _payload = payload;
        Set("WARC-Type", type);
        Set("WARC-Record-ID", Id);
        Set("WARC-Date", date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Set("Content-Type", contentType);
    }

    public string Id { get; } = $"<urn:uuid:{Guid.NewGuid()}>";

    public WarcRecord Set(string name, string? value)
    {
        if (value is not null)
        {
            _fields.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds the digests and the length, which follow from the block.</summary>
    public async Task<WarcRecord> SealAsync()
    {
        // SHA-1 is what WARC tools compare and index by; nothing here rests on its strength.
#pragma warning disable CA5350
        using var block = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var payload = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        block.AppendData(_head);
        if (_payload is not null)
        {
            _payload.Position = 0;
            var buffer = new byte[Chunk];
            int read;
            while ((read = await _payload.ReadAsync(buffer)) > 0)
            {
                block.AppendData(buffer.AsSpan(0, read));
                payload.AppendData(buffer.AsSpan(0, read));
            }

            Set("WARC-Payload-Digest", TextOf(payload));
        }

        Set("WARC-Block-Digest", TextOf(block));
        return Set("Content-Length", (_head.Length + (_payload?.Length ?? 0)).ToString(CultureInfo.InvariantCulture));
    }

    public async Task WriteAsync(Stream output)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes("WARC/1.1\r\n" + TextOf(_fields)));
        await output.WriteAsync(_head);
        if (_payload is not null)
        {
            _payload.Position = 0;
            await _payload.CopyToAsync(output, Chunk);
        }

        await output.WriteAsync("\r\n\r\n"u8.ToArray());
    }

    /// <summary>Fields, one a line, with the empty line that ends them. Nothing in a value can pass for another line.</summary>
    public static string TextOf(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            text.Append(name).Append(": ").Append(value.Replace('\r', ' ').Replace('\n', ' ')).Append("\r\n");
        }

        return text.Append("\r\n").ToString();
    }

    public static byte[] Bytes(IEnumerable<KeyValuePair<string, string>> fields) => Encoding.UTF8.GetBytes(TextOf(fields));

    private static string TextOf(IncrementalHash hash) => "sha1:" + Base32.Of(hash.GetHashAndReset());
}
