using System.Text;

namespace Crawling.Jobs;

/// <summary>How a job writes down what binary writers have no word for.</summary>
internal static class BinaryForms
{
    public static void WriteFingerprint(this BinaryWriter writer, UInt128 fingerprint)
    {
        writer.Write((ulong)(fingerprint >> 64));
        writer.Write((ulong)fingerprint);
    }

    /// <summary>As it is written.</summary>
    public static byte[] BytesOf(UInt128 fingerprint)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.WriteFingerprint(fingerprint);
        return bytes.ToArray();
    }

    public static UInt128 ReadFingerprint(this BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    public static void WriteBytes(this BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    public static void WriteEach<T>(this BinaryWriter writer, IReadOnlyCollection<T> values, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(values.Count);
        foreach (var value in values)
        {
            write(writer, value);
        }
    }

    public static T[] ReadEach<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var values = new T[reader.Read7BitEncodedInt()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(reader);
        }

        return values;
    }

    public static void WritePairs(this BinaryWriter writer, IReadOnlyCollection<KeyValuePair<string, string>> pairs) =>
        writer.WriteEach(pairs, static (writer, pair) =>
        {
            writer.Write(pair.Key);
            writer.Write(pair.Value);
        });

    public static KeyValuePair<string, string>[] ReadPairs(this BinaryReader reader) =>
        reader.ReadEach(static reader => KeyValuePair.Create(reader.ReadString(), reader.ReadString()));

    public static void WriteNumbers(this BinaryWriter writer, IReadOnlyCollection<int> numbers) =>
        writer.WriteEach(numbers, static (writer, number) => writer.Write(number));

    public static int[] ReadNumbers(this BinaryReader reader) => reader.ReadEach(static reader => reader.ReadInt32());
}
