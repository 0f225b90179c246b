using System.Buffers;
using System.Text;

namespace Crawling.Parsing;

/// <summary>"Prescan a byte stream to determine its encoding" of the HTML standard, section 13.2.3.2.</summary>
internal ref struct EncodingPrescan
{
    private const int Limit = 1024;

    private static readonly SearchValues<byte> TagNameEnd = SearchValues.Create("\t\n\f\r >"u8);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    private EncodingPrescan(ReadOnlySpan<byte> body) => _bytes = body[..Math.Min(body.Length, Limit)];

    private readonly bool AtEnd => _position >= _bytes.Length;

    private readonly ReadOnlySpan<byte> Rest => _bytes[_position..];

    public static Encoding? Find(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("<\0?\0x\0"u8))
        {
            return EncodingLabels.Utf16Le;
        }

        if (body.StartsWith("\0<\0?\0x"u8))
        {
            return EncodingLabels.Utf16Be;
        }

        return new EncodingPrescan(body).FindMeta() ?? EncodingDeclaration.FromXml(body);
    }

    private static bool IsSpace(byte value) => value is 0x09 or 0x0A or 0x0C or 0x0D or 0x20;

    private Encoding? FindMeta()
    {
        for (; !AtEnd; _position++)
        {
            if (_bytes[_position] != '<')
            {
                continue;
            }

            if (Rest.StartsWith("<!--"u8))
            {
                // "<!-->" is a whole comment.
                SkipTo("-->"u8, from: 2, land: 2);
            }
            else if (IsMeta())
            {
                _position += "<meta".Length;
                if (ReadMeta() is { } encoding)
                {
                    return encoding;
                }
            }
            else if (IsTag())
            {
                SkipTag();
            }
            else if (Rest is [_, (byte)'!' or (byte)'/' or (byte)'?', ..])
            {
                SkipTo(">"u8, from: 1, land: 0);
            }
        }

        return null;
    }

    private readonly bool IsMeta() =>
        Rest.Length > 5 && Ascii.EqualsIgnoreCase(Rest[1..5], "meta"u8) && (IsSpace(Rest[5]) || Rest[5] == '/');

    private readonly bool IsTag() =>
        Rest.Length > 1 && (char.IsAsciiLetter((char)Rest[1]) || (Rest.Length > 2 && Rest[1] == '/' && char.IsAsciiLetter((char)Rest[2])));

    private void SkipTo(ReadOnlySpan<byte> end, int from, int land)
    {
        var distance = Rest[from..].IndexOf(end);
        _position = distance < 0 ? _bytes.Length : _position + from + distance + land;
    }

    private void SkipTag()
    {
        var distance = Rest.IndexOfAny(TagNameEnd);
        _position = distance < 0 ? _bytes.Length : _position + distance;
        while (ReadAttribute(out _, out _))
        {
        }
    }

    private Encoding? ReadMeta()
    {
        HashSet<string> names = [];
        var gotPragma = false;
        bool? needPragma = null;
        Encoding? encoding = null;
        while (ReadAttribute(out var name, out var value))
        {
            if (!names.Add(name))
            {
                continue;
            }

            switch (name)
            {
                case "http-equiv":
                    gotPragma = value is "content-type";
                    break;
                case "content" when needPragma is null && EncodingDeclaration.FromContentType(value) is { } found:
                    (encoding, needPragma) = (found, true);
                    break;
                case "charset":
                    (encoding, needPragma) = (EncodingLabels.Find(value), false);
                    break;
            }
        }

        // At the end of what is looked at, even a whole attribute belongs to no whole tag.
        return AtEnd || needPragma is null || (needPragma.Value && !gotPragma) ? null : EncodingDeclaration.NotUtf16(encoding);
    }

    /// <summary>"Get an attribute" of the HTML standard; false at the tag's or the input's end.</summary>
    private bool ReadAttribute(out string name, out string value)
    {
        (name, value) = ("", "");
        while (!AtEnd && (IsSpace(_bytes[_position]) || _bytes[_position] == '/'))
        {
            _position++;
        }

        if (AtEnd || _bytes[_position] == '>')
        {
            return false;
        }

        var start = _position++;
        while (!AtEnd && !IsSpace(_bytes[_position]) && _bytes[_position] is not ((byte)'/' or (byte)'>' or (byte)'='))
        {
            _position++;
        }

        name = Lower(start, _position);
        SkipSpaces();
        if (AtEnd || _bytes[_position] != '=')
        {
            return !AtEnd;
        }

        _position++;
        SkipSpaces();
        value = AtEnd ? "" : ReadValue();
        return !AtEnd;
    }

    private string ReadValue()
    {
        var quote = _bytes[_position];
        if (quote is (byte)'"' or (byte)'\'')
        {
            var start = ++_position;
            var length = Rest.IndexOf(quote);
            _position = length < 0 ? _bytes.Length : start + length + 1;
            return length < 0 ? "" : Lower(start, start + length);
        }

        var first = _position;
        while (!AtEnd && !IsSpace(_bytes[_position]) && _bytes[_position] != '>')
        {
            _position++;
        }

        return Lower(first, _position);
    }

    private void SkipSpaces()
    {
        while (!AtEnd && IsSpace(_bytes[_position]))
        {
            _position++;
        }
    }

    private readonly string Lower(int start, int end) => Encoding.Latin1.GetString(_bytes[start..end]).ToLowerInvariant();
}
