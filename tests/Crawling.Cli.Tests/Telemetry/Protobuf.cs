using System.Buffers.Binary;
using System.Text;

namespace Crawling.Cli.Tests.Telemetry;

/// <summary>A message of Protocol Buffers, read without its schema: fields by number (protobuf.dev, "Encoding").</summary>
internal sealed class Protobuf
{
    private readonly ILookup<int, byte[]> _fields;

    public Protobuf(ReadOnlyMemory<byte> message) => _fields = Read(message).ToLookup(field => field.Number, field => field.Value);

    /// <summary>The messages at the end of a path of fields.</summary>
    public IEnumerable<Protobuf> All(params ReadOnlySpan<int> path)
    {
        IEnumerable<Protobuf> found = [this];
        foreach (var number in path)
        {
            found = [.. found.SelectMany(message => message._fields[number].Select(value => new Protobuf(value)))];
        }

        return found;
    }

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public byte[] Bytes(int number) => _fields[number].SingleOrDefault([]);

    /// <summary>A fixed number of eight bytes.</summary>
    public long Fixed(int number) => BinaryPrimitives.ReadInt64LittleEndian(Bytes(number));

    private static List<(int Number, byte[] Value)> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, byte[])>();
        var rest = message.Span;
        while (!rest.IsEmpty)
        {
            var key = Varint(ref rest);
            var value = (key & 7) switch
            {
                0 => BitConverter.GetBytes(Varint(ref rest)),
                1 => Cut(ref rest, 8),
                2 => Cut(ref rest, (int)Varint(ref rest)),
                5 => Cut(ref rest, 4),
                _ => throw new InvalidDataException($"There is no wire type {key & 7}."),
            };
            fields.Add(((int)(key >> 3), value));
        }

        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var octet = rest[0];
            rest = rest[1..];
            value |= (octet & 0x7FUL) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }
    }

    private static byte[] Cut(ref ReadOnlySpan<byte> rest, int length)
    {
        var cut = rest[..length].ToArray();
        rest = rest[length..];
        return cut;
    }
}
