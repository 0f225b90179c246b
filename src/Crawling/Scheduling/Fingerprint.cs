using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Scheduling;

/// <summary>
/// What makes two requests the same: the first 16 bytes of SHA-256 over a version byte, method, canonical URL and body. The same on every machine.
/// </summary>
internal static class Fingerprint
{
    private const byte Version = 1;

    public static UInt128 Of(Request request)
    {
        var url = request.Url.Canonical();
        var method = request.Method;
        var length = 1 + Encoding.UTF8.GetMaxByteCount(method.Length + url.Length + 2) + request.Body.Length;
        byte[]? rented = null;
        var buffer = length <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            buffer[0] = Version;
            var end = 1 + Encoding.UTF8.GetBytes(method, buffer[1..]);
            buffer[end++] = (byte)'\n';
            end += Encoding.UTF8.GetBytes(url, buffer[end..]);
            buffer[end++] = (byte)'\n';
            request.Body.Span.CopyTo(buffer[end..]);
            end += request.Body.Length;

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer[..end], hash);
            return BinaryPrimitives.ReadUInt128BigEndian(hash);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
