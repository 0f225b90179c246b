using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Recording;

/// <summary>What tells one request of a recording from another: method, URL and body.</summary>
internal static class ExchangeKey
{
    public static UInt128 Of(string method, string target, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{target}\n"));
        hash.AppendData(body);
        return First16(hash.GetHashAndReset());
    }

    public static UInt128 Of(Request request) => Of(request.Method, TargetOf(request.Url), request.Body.Span);

    /// <summary>A record's id, in fewer bytes.</summary>
    public static UInt128 Of(string recordId) => First16(SHA256.HashData(Encoding.UTF8.GetBytes(recordId)));

    /// <summary>A URL as it is sent: without fragment, user name and password.</summary>
    public static string TargetOf(Url url)
    {
        var href = url.WithUserInfo("").Href;
        var fragment = href.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? href : href[..fragment];
    }

    private static UInt128 First16(byte[] hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
