using System.Buffers.Binary;
using Crawling.Parsing;

namespace Crawling.Links;

/// <summary>Tells references of a page that are written like one before, which two thirds are, but for their fragments: they lead to the same target.</summary>
/// <param name="numbers">One more than the number of the last link of each place, of <see cref="Places"/>; all 0 at first.</param>
internal readonly ref struct RepeatedReferences(Span<int> numbers)
{
    public const int Places = 256;

    private readonly Span<int> _numbers = numbers;

    /// <summary>Whether it is certainly a repetition.</summary>
    public bool IsRepeated(ScannedPage page, int number)
    {
        var reference = page.ReferenceOf(number);

        // A '#' may belong to a character reference.
        var end = reference.IndexOfAny((byte)'#', (byte)'&');
        var hasFragment = end >= 0 && reference[end] == '#';
        var address = hasFragment ? reference[..end] : reference;
        ref var place = ref _numbers[PlaceOf(address)];
        var isRepeated = place > 0 && IsAddressOf(page.ReferenceOf(place - 1), address, mayHaveFragment: end < 0 || hasFragment);
        place = number + 1;
        return isRepeated;
    }

    private static bool IsAddressOf(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> address, bool mayHaveFragment) =>
        reference.StartsWith(address) && (reference.Length == address.Length || (mayHaveFragment && reference[address.Length] == '#'));

    private static int PlaceOf(ReadOnlySpan<byte> address)
    {
        var end = address.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(address[^sizeof(ulong)..]) : 0;
        var middle = address.Length >= 2 * sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(address[^(2 * sizeof(ulong))..]) : 0;
        return (int)(((end ^ (middle * 31) ^ (ulong)address.Length) * 0x9E37_79B9_7F4A_7C15) >> 56);
    }
}
