using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawling.Jobs;

/// <summary>The values a request may carry, as bytes: they come back as the types they were. A list comes back as a list of objects, but for
/// arrays of texts and of integers.</summary>
internal static class ValueCodec
{
    /// <summary>Written down in jobs: the values never change.</summary>
    private enum Kind : byte
    {
        Null = 0,
        Text = 1,
        True = 2,
        False = 3,
        Int = 4,
        Long = 5,
        Double = 6,
        Number = 7,
        Url = 8,
        Texts = 9,
        Ints = 10,
        List = 11,
        Dictionary = 12,
        Json = 13,
    }

    public static void WriteDictionary(BinaryWriter writer, IEnumerable<KeyValuePair<string, object?>> values) =>
        writer.WriteEach([.. values], static (writer, pair) =>
        {
            writer.Write(pair.Key);
            Write(writer, pair.Value);
        });

    public static Dictionary<string, object?> ReadDictionary(BinaryReader reader) =>
        reader.ReadEach(static reader => KeyValuePair.Create(reader.ReadString(), Read(reader))).ToDictionary();

    private static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write((byte)Kind.Null);
                break;
            case string text:
                Tag(writer, Kind.Text).Write(text);
                break;
            case bool truth:
                Tag(writer, truth ? Kind.True : Kind.False);
                break;
            case int number:
                Tag(writer, Kind.Int).Write(number);
                break;
            case long number:
                Tag(writer, Kind.Long).Write(number);
                break;
            case double number:
                Tag(writer, Kind.Double).Write(number);
                break;
            case Url url:
                Tag(writer, Kind.Url).Write(url.Href);
                break;
            case JsonElement or JsonNode:
                Tag(writer, Kind.Json).Write(JsonSerializer.Serialize(value));
                break;
            case IConvertible number:
                Tag(writer, Kind.Number).Write((byte)number.GetTypeCode());
                writer.Write(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteDictionary(Tag(writer, Kind.Dictionary), members);
                break;
            case string[] texts:
                Tag(writer, Kind.Texts).WriteEach(texts, static (writer, text) => writer.Write(text));
                break;
            case int[] numbers:
                Tag(writer, Kind.Ints).WriteNumbers(numbers);
                break;
            case IEnumerable elements:
                Tag(writer, Kind.List).WriteEach([.. elements.Cast<object?>()], Write);
                break;
            default:
                throw new JobException($"A {value.GetType().Name} cannot be kept in a job.");
        }
    }

    private static BinaryWriter Tag(BinaryWriter writer, Kind kind)
    {
        writer.Write((byte)kind);
        return writer;
    }

    private static object? Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Null => null,
        Kind.Text => reader.ReadString(),
        Kind.True => true,
        Kind.False => false,
        Kind.Int => reader.ReadInt32(),
        Kind.Long => reader.ReadInt64(),
        Kind.Double => reader.ReadDouble(),
        Kind.Number => ReadNumber((TypeCode)reader.ReadByte(), reader.ReadString()),
        Kind.Url => Url.Parse(reader.ReadString()),
        Kind.Texts => reader.ReadEach(static reader => reader.ReadString()),
        Kind.Ints => reader.ReadNumbers(),
        Kind.List => new List<object?>(reader.ReadEach(Read)),
        Kind.Dictionary => ReadDictionary(reader),
        Kind.Json => JsonSerializer.Deserialize<JsonElement>(reader.ReadString()),
        var kind => throw new JobException($"The job holds a value of the unknown kind {kind}."),
    };

    private static object ReadNumber(TypeCode type, string text) => Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
}
