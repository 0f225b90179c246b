using System.Text;

namespace Crawling.Parsing;

/// <summary>Those encodings of the WHATWG Encoding standard that the runtime lacks: ASCII and C1 controls, with a table from 0xA0 on.</summary>
internal sealed class SingleByteEncoding : Encoding
{
    public const int Latin6 = 28600;
    public const int Latin8 = 28604;
    public const int Latin10 = 28606;

    private const int TableStart = 0xA0;

    private readonly string _table;

    private SingleByteEncoding(int codePage, string name, string table)
        : base(codePage)
    {
        WebName = name;
        _table = table;
    }

    public override string WebName { get; }

    public override string EncodingName => WebName;

    public override bool IsSingleByte => true;

    public static SingleByteEncoding? Find(int codePage) => codePage switch
    {
        Latin6 => new(
            codePage,
            "iso-8859-10",
            "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"),
        Latin8 => new(
            codePage,
            "iso-8859-14",
            "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"),
        Latin10 => new(
            codePage,
            "iso-8859-16",
            "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"),
        _ => null,
    };

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(chars);
        for (var i = 0; i < byteCount; i++)
        {
            var value = bytes[byteIndex + i];
            chars[charIndex + i] = value < TableStart ? (char)value : _table[value - TableStart];
        }

        return byteCount;
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        ArgumentNullException.ThrowIfNull(chars);
        ArgumentNullException.ThrowIfNull(bytes);
        for (var i = 0; i < charCount; i++)
        {
            bytes[byteIndex + i] = ByteOf(chars[charIndex + i]);
        }

        return charCount;
    }

    private byte ByteOf(char character)
    {
        if (character < TableStart)
        {
            return (byte)character;
        }

        var index = _table.IndexOf(character, StringComparison.Ordinal);
        return index < 0 ? (byte)'?' : (byte)(TableStart + index);
    }
}
