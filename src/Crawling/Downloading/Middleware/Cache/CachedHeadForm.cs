using Crawling.Jobs;

namespace Crawling.Cache;

/// <summary>How the head of a stored response is written down: its digest before it, so that nothing is read of a damaged one.</summary>
internal static class CachedHeadForm
{
    private const int DigestSize = 16;

    public static byte[] Write(CachedHead head)
    {
        using var stream = new MemoryStream();
        stream.Position = DigestSize;
        using var writer = new BinaryWriter(stream);
        writer.Write(head.Url);
        writer.Write(head.Status);
        writer.WritePairs([.. head.Headers]);
        writer.Write(head.Requested.UtcTicks);
        writer.Write(head.Received.UtcTicks);
        writer.WriteBytes(head.Variant);
        writer.Write(head.BodySize);
        writer.Write(head.BodyDigest);
        var bytes = stream.ToArray();
        CacheKey.Digest(bytes.AsSpan(DigestSize)).CopyTo(bytes, 0);
        return bytes;
    }

    /// <returns>Null if it is damaged.</returns>
    public static CachedHead? Read(byte[] bytes)
    {
        if (bytes.Length <= DigestSize || !CacheKey.Digest(bytes.AsSpan(DigestSize)).AsSpan().SequenceEqual(bytes.AsSpan(0, DigestSize)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, DigestSize, bytes.Length - DigestSize));
        return new CachedHead
        {
            Url = reader.ReadString(),
            Status = reader.ReadInt32(),
            Headers = HeadersOf(reader.ReadPairs()),
            Requested = new(reader.ReadInt64(), TimeSpan.Zero),
            Received = new(reader.ReadInt64(), TimeSpan.Zero),
            Variant = reader.ReadBytes(reader.Read7BitEncodedInt()),
            BodySize = reader.ReadInt32(),
            BodyDigest = reader.ReadBytes(DigestSize),
        };
    }

    private static HeaderList HeadersOf(KeyValuePair<string, string>[] fields)
    {
        var headers = new HeaderList();
        foreach (var (name, value) in fields)
        {
            headers.AddReceived(name, value);
        }

        return headers;
    }
}
