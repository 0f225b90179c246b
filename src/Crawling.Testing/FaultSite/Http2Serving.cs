using System.Net.Security;

namespace Crawling.Testing.Faults;

/// <summary>As much of a server of HTTP/2 as a fault needs.</summary>
internal static class Http2Serving
{
    private const int PrefaceLength = 24;
    private const byte HeadersType = 1;

    /// <summary>Waits for a request and begins to answer it with the given frames, on stream 1.</summary>
    public static Func<FaultConnection, Task> Begin(IReadOnlyList<byte[]> frames, Func<FaultConnection, Task> then) => async connection =>
    {
        await connection.SecureAsync(connection.Certificates.Good, SslApplicationProtocol.Http2);
        await connection.ReadAsync(PrefaceLength);
        await connection.SendAsync(Http2Frame.Settings());
        await connection.SendAsync(Http2Frame.Settings(acknowledges: true));
        while (await ReadFrameAsync(connection) != HeadersType)
        {
            // What the client says of itself.
        }

        connection.Asked("/");
        foreach (var frame in frames)
        {
            await connection.SendAsync(frame);
        }

        await then(connection);
    };

    private static async Task<byte> ReadFrameAsync(FaultConnection connection)
    {
        var header = await connection.ReadAsync(Http2Frame.HeaderLength);
        await connection.ReadAsync((header[0] << 16) | (header[1] << 8) | header[2]);
        return header[3];
    }
}
