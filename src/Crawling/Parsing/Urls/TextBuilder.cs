using System.Buffers;

namespace Crawling.Urls;

/// <summary>Text under construction in a buffer of the caller's, then in pooled ones.</summary>
internal ref struct TextBuilder(Span<char> buffer)
{
    private Span<char> _chars = buffer;
    private char[]? _rented;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Text => _chars[..Length];

    public void Append(char character)
    {
        if (Length == _chars.Length)
        {
            Grow(1);
        }

        _chars[Length++] = character;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _chars.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars[Length..]);
        Length += text.Length;
    }

    public void AppendLowerCase(scoped ReadOnlySpan<char> ascii)
    {
        foreach (char character in ascii)
        {
            Append(char.ToLowerInvariant(character));
        }
    }

    public void AppendPercentEncoded(byte value)
    {
        Append('%');
        Append("0123456789ABCDEF"[value >> 4]);
        Append("0123456789ABCDEF"[value & 15]);
    }

    public void Insert(int index, scoped ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _chars.Length)
        {
            Grow(text.Length);
        }

        _chars[index..Length].CopyTo(_chars[(index + text.Length)..]);
        text.CopyTo(_chars[index..]);
        Length += text.Length;
    }

    public void Truncate(int length) => Length = length;

    public void ReturnBuffer()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Grow(int more)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + more, _chars.Length * 2));
        Text.CopyTo(larger);
        ReturnBuffer();
        _chars = _rented = larger;
    }
}
