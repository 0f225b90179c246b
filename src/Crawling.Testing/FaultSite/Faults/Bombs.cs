using System.IO.Compression;

namespace Crawling.Testing.Faults;

/// <summary>Small bodies that grow without measure once their coding is taken off. They are made while they are sent.</summary>
internal static class Bombs
{
    private static readonly byte[] Zeros = new byte[1 << 16];

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("bomb-gzip", "A gzip bomb.", Bomb("gzip", Gzip), FailureReason.TooLarge),
        new("bomb-deflate", "A zlib bomb, sent as deflate.", Bomb("deflate", Zlib), FailureReason.TooLarge),
        new("bomb-br", "A Brotli bomb.", Bomb("br", Brotli), FailureReason.TooLarge),
        new("bomb-nested", "A gzip bomb in Brotli.", Bomb("gzip, br", wire => Gzip(Brotli(wire))), FailureReason.TooLarge),
        new("bomb-twice", "A gzip bomb in gzip.", Bomb("gzip, gzip", wire => Gzip(Gzip(wire))), FailureReason.TooLarge),
    ];

    /// <summary>Answers a request with what expands to zeros.</summary>
    internal static Func<FaultConnection, Task> Bomb(string coding, Func<Stream, Stream> encode, string type = "text/html")
    {
        var burst = Burst(coding, encode, type);
        return async connection =>
        {
            await connection.ReadRequestAsync();
            await burst(connection);
        };
    }

    /// <summary>A reply that expands to zeros, and ends the connection.</summary>
    internal static Func<FaultConnection, Task> Burst(string coding, Func<Stream, Stream> encode, string type) => async connection =>
    {
        await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Encoding: {coding}\r\nConnection: close\r\n\r\n");
        await using var bomb = encode(connection.Output);
        for (var size = 0L; size < connection.Options.BombSize; size += Zeros.Length)
        {
            await bomb.WriteAsync(Zeros, connection.End);
        }
    };

    internal static GZipStream Gzip(Stream wire) => new(wire, CompressionLevel.Fastest);

    private static ZLibStream Zlib(Stream wire) => new(wire, CompressionLevel.Fastest);

    private static BrotliStream Brotli(Stream wire) => new(wire, CompressionLevel.Fastest);
}
