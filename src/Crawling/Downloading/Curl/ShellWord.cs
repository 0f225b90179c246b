using System.Text;

namespace Crawling.Curl;

/// <summary>A word of a command as it grows: text, and bytes that may be no text.</summary>
internal sealed class ShellWord
{
    private readonly MemoryStream _bytes = new();

    // Until bytes follow, as the halves of a character may come apart.
    private readonly StringBuilder _text = new();

    public void Append(char character) => _text.Append(character);

    public void Append(string text) => _text.Append(text);

    public void AppendByte(byte value)
    {
        Flush();
        _bytes.WriteByte(value);
    }

    public byte[] ToArray()
    {
        Flush();
        return _bytes.ToArray();
    }

    private void Flush()
    {
        _bytes.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        _text.Clear();
    }
}
