using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Crawling.Parsing;

/// <summary>64 bytes that are looked at together: a mask has the bit of each byte that is what is asked for.</summary>
internal readonly struct ByteWindow
{
    public const int Length = 4 * Quarter;

    private const int Quarter = 16;

    private readonly Vector128<byte> _first;
    private readonly Vector128<byte> _second;
    private readonly Vector128<byte> _third;
    private readonly Vector128<byte> _fourth;

    /// <summary>The first of these bytes, which must be as many or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteWindow(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Length];
        _first = Vector128.Create(bytes);
        _second = Vector128.Create(bytes[Quarter..]);
        _third = Vector128.Create(bytes[(2 * Quarter)..]);
        _fourth = Vector128.Create(bytes[(3 * Quarter)..]);
    }

    /// <summary>The white space of HTML, and what ends the name of a tag besides: '/' and '&gt;'.</summary>
    public ulong NameEnds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Join(NameEndsIn(_first), NameEndsIn(_second), NameEndsIn(_third), NameEndsIn(_fourth));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong MaskOf(byte value)
    {
        var values = Vector128.Create(value);
        return Join(Vector128.Equals(_first, values), Vector128.Equals(_second, values), Vector128.Equals(_third, values), Vector128.Equals(_fourth, values));
    }

    /// <summary>No two of the characters have the same four bits in the end: these tell which it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> NameEndsIn(Vector128<byte> bytes)
    {
        const byte None = 0xFF;
        var ends = Vector128.Create(
            (byte)' ', None, None, None, None, None, None, None, None, (byte)'\t', (byte)'\n', None, (byte)'\f', (byte)'\r', (byte)'>', (byte)'/');
        return Vector128.Equals(Vector128.Shuffle(ends, bytes & Vector128.Create((byte)0x0F)), bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
        first.ExtractMostSignificantBits()
        | (second.ExtractMostSignificantBits() << Quarter)
        | ((ulong)(third.ExtractMostSignificantBits() | (fourth.ExtractMostSignificantBits() << Quarter)) << (2 * Quarter));
}
