using System.Buffers.Binary;

namespace Crawling.Scheduling;

/// <summary>Records one behind the other over blocks of a file, whatever their sizes; taken from the front or from the back.</summary>
internal sealed class RecordQueue(BlockFile file)
{
    // The length stands before a record and behind it, so that it can be read from either side.
    private const int LengthSize = sizeof(int);

    private readonly List<int> _blocks = [];

    /// <summary>Blocks at the front of the list that have been read to their end.</summary>
    private int _done;

    /// <summary>Where in the first block the first record begins, and in the last block the last one ends.</summary>
    private int _start;
    private int _end = BlockFile.BlockSize;

    public bool IsEmpty => _done == _blocks.Count;

    public void Add(params IReadOnlyList<byte[]> records)
    {
        var bytes = new byte[records.Sum(record => record.Length + (2 * LengthSize))];
        var rest = bytes.AsSpan();
        foreach (var record in records)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.Length);
            record.CopyTo(rest[LengthSize..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest[(LengthSize + record.Length)..], record.Length);
            rest = rest[((2 * LengthSize) + record.Length)..];
        }

        Write(bytes);
    }

    public byte[] TakeFirst()
    {
        Span<byte> length = stackalloc byte[LengthSize];
        TakeFront(length);
        var record = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        TakeFront(record);
        TakeFront(length);
        return record;
    }

    public byte[] TakeLast()
    {
        Span<byte> length = stackalloc byte[LengthSize];
        TakeBack(length);
        var record = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        TakeBack(record);
        TakeBack(length);
        return record;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_end == BlockFile.BlockSize)
            {
                _blocks.Add(file.Allocate());
                _end = 0;
            }

            var part = bytes[..Math.Min(bytes.Length, BlockFile.BlockSize - _end)];
            file.Write(_blocks[^1], _end, part);
            _end += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    private void TakeFront(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var isLast = _done == _blocks.Count - 1;
            var part = bytes[..Math.Min(bytes.Length, (isLast ? _end : BlockFile.BlockSize) - _start)];
            file.Read(_blocks[_done], _start, part);
            _start += part.Length;
            bytes = bytes[part.Length..];
            if (_start == (isLast ? _end : BlockFile.BlockSize))
            {
                DropFront();
            }
        }
    }

    private void TakeBack(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var first = _done == _blocks.Count - 1 ? _start : 0;
            var part = bytes[^Math.Min(bytes.Length, _end - first)..];
            _end -= part.Length;
            file.Read(_blocks[^1], _end, part);
            bytes = bytes[..^part.Length];
            if (_end == first)
            {
                file.Free(_blocks[^1]);
                _blocks.RemoveAt(_blocks.Count - 1);
                _end = BlockFile.BlockSize;
                _start = IsEmpty ? 0 : _start;
            }
        }
    }

    private void DropFront()
    {
        file.Free(_blocks[_done++]);
        _start = 0;
        if (IsEmpty)
        {
            _end = BlockFile.BlockSize;
        }

        if (_done * 2 > _blocks.Count)
        {
            _blocks.RemoveRange(0, _done);
            _done = 0;
        }
    }
}
