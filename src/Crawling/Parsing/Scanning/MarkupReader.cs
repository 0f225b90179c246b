using System.Buffers;

namespace Crawling.Parsing;

/// <summary>
/// Reads HTML token by token, by the tokenization of the HTML standard (section 13.2.5). After a start tag the attributes are read or
/// skipped before the next token; whoever reads decides what the content of a tag is, as tree construction does in the standard.
/// </summary>
internal ref struct MarkupReader(ReadOnlySpan<byte> html)
{
    private const byte TagOpen = (byte)'<';
    private const byte TagClose = (byte)'>';

    // Names and what is between them are too short for a search by vectors to pay.
    private const ulong WhiteSpace = (1UL << '\t') | (1UL << '\n') | (1UL << '\f') | (1UL << '\r') | (1UL << ' ');
    private const ulong BetweenAttributes = WhiteSpace | (1UL << '/');
    private const ulong NameEnds = BetweenAttributes | (1UL << '>');
    private const ulong AttributeNameEnds = NameEnds | (1UL << '=');

    private static readonly SearchValues<byte> UnquotedEnds = SearchValues.Create("\t\n\f\r >"u8);

    private readonly ReadOnlySpan<byte> _html = html;
    private int _at;

    public MarkupToken Token { get; private set; }

    /// <summary>Where reading goes on; behind the name of a tag whose attributes have not been read.</summary>
    public readonly int Position => _at;

    /// <summary>Where this token begins.</summary>
    public int Start { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>The name of a tag, as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Whether a tag whose attributes have been read ended in "/&gt;".</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>Whether a tag whose attributes have been read ended at all; by the standard it is none if it did not.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Reads the attributes of one tag.</summary>
    /// <param name="tag">The tag from its name on.</param>
    /// <param name="nameLength">The length of the name.</param>
    public static MarkupReader InTag(ReadOnlySpan<byte> tag, int nameLength) => new(tag) { _at = nameLength };

    /// <summary>Reads the next piece of text, tag or CDATA section; false at the end. Comments and declarations are passed over.</summary>
    public bool Read() => Read(passesText: false);

    /// <summary>The same, but passes over text, too.</summary>
    public bool ReadTag() => Read(passesText: true);

    /// <summary>Goes on reading here, where a token begins.</summary>
    public void MoveTo(int position) => _at = position;

    /// <summary>Reads the next attribute of a tag, its value with character references as written; false at the tag's end.</summary>
    public bool ReadAttribute(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        var slashes = _at;
        SkipAny(BetweenAttributes);
        if (_at == _html.Length || _html[_at] == TagClose)
        {
            IsClosed = _at < _html.Length;
            IsSelfClosing = _at > slashes && _html[_at - 1] == '/';
            _at = Math.Min(_at + 1, _html.Length);
            return false;
        }

        var start = _at++;
        SkipUntil(AttributeNameEnds);
        name = _html[start.._at];
        SkipAny(WhiteSpace);
        if (_at < _html.Length && _html[_at] == '=')
        {
            _at++;
            SkipAny(WhiteSpace);
            value = ReadValue();
        }

        return true;
    }

    /// <summary>Reads the next attribute if it is written like this, up to its double quote; false: nothing has been read.</summary>
    public bool TryReadAttribute(ReadOnlySpan<byte> opening, out ReadOnlySpan<byte> value)
    {
        var isSo = _html[_at..].StartsWith(opening);
        value = default;
        if (isSo)
        {
            _at += opening.Length - 1;
            value = ReadValue();
        }

        return isSo;
    }

    /// <summary>Passes over the attributes without telling how the tag ended.</summary>
    public void SkipAttributes()
    {
        while (true)
        {
            if (_at < _html.Length && _html[_at] == TagClose)
            {
                _at++;
                return;
            }

            var rest = _html[_at..];
            var end = rest.IndexOfAny(TagClose, (byte)'"', (byte)'\'');
            if (end < 0)
            {
                _at = _html.Length;
                return;
            }

            if (rest[end] == TagClose)
            {
                _at += end + 1;
                return;
            }

            // A quote opens a value only behind the attribute's '='. What is written otherwise is read by the rules.
            if (end < 2 || rest[..end].IndexOf((byte)'=') != end - 1 || IsAny(BetweenAttributes, rest[end - 2]))
            {
                while (ReadAttribute(out _, out _))
                {
                }

                return;
            }

            _at += end + 1;
            SkipTo(rest[end]);
        }
    }

    /// <summary>Passes over content in which only the end tag of its element is markup, and gives it.</summary>
    public ReadOnlySpan<byte> ReadContent(ReadOnlySpan<byte> element)
    {
        var start = _at;
        while (_at < _html.Length)
        {
            var rest = _html[_at..];
            var mark = rest.IndexOf("</"u8);
            if (mark < 0)
            {
                _at = _html.Length;
                break;
            }

            _at += mark;
            var nameAt = mark + 2;
            var nameEnd = nameAt + element.Length;
            if (nameEnd < rest.Length && IsAny(NameEnds, rest[nameEnd]) && TagNames.Is(rest[nameAt..nameEnd], element))
            {
                break;
            }

            _at += 2;
        }

        return _html[start.._at];
    }

    private bool Read(bool passesText)
    {
        while (_at < _html.Length)
        {
            var rest = _html[_at..];
            Start = _at;
            if (rest[0] != TagOpen)
            {
                var length = rest.IndexOf(TagOpen);
                if (!passesText)
                {
                    return ReadText(length);
                }

                _at = length < 0 ? _html.Length : _at + length;
                continue;
            }

            switch (rest)
            {
                case [_, >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z', ..]:
                    return ReadTag(MarkupToken.StartTag, _at + 1);
                case [_, (byte)'/', >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z', ..]:
                    return ReadTag(MarkupToken.EndTag, _at + 2);
                case [_, (byte)'!', (byte)'-', (byte)'-', ..]:
                    SkipComment();
                    break;
                case [_, (byte)'!', (byte)'[', (byte)'C', (byte)'D', (byte)'A', (byte)'T', (byte)'A', (byte)'[', ..]:
                    SkipTo(TagClose);
                    Token = MarkupToken.CharacterData;
                    return true;
                case [_, (byte)'!' or (byte)'?', ..] or [_, (byte)'/', _, ..]:
                    SkipTo(TagClose);
                    break;
                default:
                    var next = rest[1..].IndexOf(TagOpen);
                    ReadText(next < 0 ? next : next + 1);
                    if (!passesText)
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    private bool ReadText(int length)
    {
        Token = MarkupToken.Text;
        Text = length < 0 ? _html[_at..] : _html.Slice(_at, length);
        _at += Text.Length;
        return true;
    }

    private bool ReadTag(MarkupToken token, int start)
    {
        _at = start;
        SkipUntil(NameEnds);
        Token = token;
        Name = _html[start.._at];
        IsSelfClosing = IsClosed = false;
        return _at < _html.Length;
    }

    private ReadOnlySpan<byte> ReadValue()
    {
        if (_at == _html.Length || _html[_at] == TagClose)
        {
            return default;
        }

        var quote = _html[_at];
        var start = _at;
        if (quote is (byte)'"' or (byte)'\'')
        {
            start++;
            _at++;
            SkipTo(quote);
            return _html[start..Math.Max(start, _at - 1)];
        }

        _at = _html[_at..].IndexOfAny(UnquotedEnds) is var length and >= 0 ? _at + length : _html.Length;
        return _html[start.._at];
    }

    /// <summary>Section 13.2.5.43 and on: "--&gt;" and "--!&gt;" end a comment, and so do "&gt;" and "-&gt;" at its beginning.</summary>
    private void SkipComment()
    {
        _at += "<!--".Length;
        if (_html[_at..] is [TagClose, ..] or [(byte)'-', TagClose, ..])
        {
            SkipTo(TagClose);
            return;
        }

        while (_html[_at..].IndexOf("--"u8) is var dashes and >= 0)
        {
            _at += dashes;
            var end = _html[(_at + 2)..];
            if (end is [TagClose, ..] or [(byte)'!', TagClose, ..])
            {
                SkipTo(TagClose);
                return;
            }

            _at++;
        }

        _at = _html.Length;
    }

    private void SkipTo(byte end) => _at = _html[_at..].IndexOf(end) is var length and >= 0 ? _at + length + 1 : _html.Length;

    private void SkipAny(ulong set)
    {
        var at = _at;
        while (at < _html.Length && IsAny(set, _html[at]))
        {
            at++;
        }

        _at = at;
    }

    private void SkipUntil(ulong set)
    {
        var at = _at;
        while (at < _html.Length && !IsAny(set, _html[at]))
        {
            at++;
        }

        _at = at;
    }

    /// <summary>Whether a character is in a set of characters below '@'.</summary>
    private static bool IsAny(ulong set, byte character) => character < '@' && ((set >> character) & 1) != 0;
}
