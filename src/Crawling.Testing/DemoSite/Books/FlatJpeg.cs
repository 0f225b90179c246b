using System.Numerics;

namespace Crawling.Testing.Demo;

/// <summary>A colour as JPEG has it: luma and two differences, 128 being none.</summary>
internal sealed record Ycc(byte Y, byte Cb, byte Cr);

/// <summary>Encodes a picture whose 8 × 8 blocks each have one colour, as baseline JPEG (ITU-T T.81).</summary>
/// <remarks>Such a block is its DC coefficient alone: eight times its value, and the quantisation table divides by eight.</remarks>
internal static class FlatJpeg
{
    private const int Block = 8;
    private const int DcCodeLength = 4;

    public static byte[] Encode(int columns, int rows, Func<int, int, Ycc> colour)
    {
        var bytes = new List<byte>();
        bytes.AddRange(Header(columns * Block, rows * Block));

        var bits = new BitWriter(bytes);
        var last = new Ycc(128, 128, 128);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var next = colour(column, row);
                WriteBlock(bits, next.Y - last.Y);
                WriteBlock(bits, next.Cb - last.Cb);
                WriteBlock(bits, next.Cr - last.Cr);
                last = next;
            }
        }

        bits.Flush();
        bytes.AddRange([0xFF, 0xD9]);
        return [.. bytes];
    }

    /// <summary>The difference to the block before, as so many bits and these (section F.1.2.1), then "no more".</summary>
    private static void WriteBlock(BitWriter bits, int difference)
    {
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
        bits.Write(size, DcCodeLength);
        bits.Write(difference < 0 ? difference + (1 << size) - 1 : difference, size);
        bits.Write(0, 1);
    }

    private static byte[] Header(int width, int height) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        // One quantisation table, all eights.
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)Block, 64),
        // Three components, none subsampled.
        0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
        // DC: the sizes 0 to 8, each a code of four bits. AC: the end of the block, a code of one bit.
        0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8,
        0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0,
    ];

    private sealed class BitWriter(List<byte> target)
    {
        private int _pending;
        private int _count;

        public void Write(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--)
            {
                _pending = (_pending << 1) | ((value >> bit) & 1);
                if (++_count == 8)
                {
                    Emit();
                }
            }
        }

        /// <summary>Fills the last byte with ones.</summary>
        public void Flush()
        {
            while (_count != 0)
            {
                Write(1, 1);
            }
        }

        private void Emit()
        {
            target.Add((byte)_pending);
            if ((byte)_pending == 0xFF)
            {
                target.Add(0); // So that it is not taken for a marker.
            }

            (_pending, _count) = (0, 0);
        }
    }
}
