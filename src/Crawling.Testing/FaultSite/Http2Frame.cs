using System.Buffers.Binary;
using System.Text;

namespace Crawling.Testing.Faults;

/// <summary>Writes frames of HTTP/2 (RFC 9113, section 6), those that are forbidden too.</summary>
internal static class Http2Frame
{
    public const int HeaderLength = 9;

    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    // Its number in HPACK's static table (RFC 7541, appendix A), as a field of its own.
    private const byte Status200 = 0x88;

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    public static byte[] Data(string body, bool last = false) => Frame(0, last ? EndStream : (byte)0, 1, Encoding.Latin1.GetBytes(body));

    public static byte[] Headers(int stream = 1, int? length = null) => Frame(
        1,
        EndHeaders,
        stream,
        [
            Status200,
            .. Field("content-type", "text/html; charset=utf-8"),
            .. length is { } said ? Field("content-length", $"{said}") : [],
        ]);

    public static byte[] Rst(int code) => Frame(3, 0, 1, Number(code));

    public static byte[] Settings(bool acknowledges = false) => Frame(4, acknowledges ? (byte)1 : (byte)0, 0, []);

    public static byte[] GoAway(int last, int code) => Frame(7, 0, 0, [.. Number(last), .. Number(code)]);

    public static byte[] WindowUpdate(int by) => Frame(8, 0, 0, Number(by));

    /// <summary>A field of a header block, neither indexed nor compressed (RFC 7541, section 6.2.2); name and value have less than 127
    /// bytes.</summary>
    public static byte[] Field(string name, string value) =>
        [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
