using System.Globalization;
using System.Text;

namespace Crawling.Forms;

/// <summary>Writes what an encoding does not know as a character reference, such as <c>&amp;#8364;</c>.</summary>
internal sealed class CharacterReferenceFallback : EncoderFallback
{
    public static readonly CharacterReferenceFallback Instance = new();

    public override int MaxCharCount => "&#1114111;".Length;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string _reference = "";
        private int _next;

        public override int Remaining => _reference.Length - _next;

        public override bool Fallback(char charUnknown, int index) => Write(char.IsSurrogate(charUnknown) ? Rune.ReplacementChar.Value : charUnknown);

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) =>
            Write(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

        public override char GetNextChar() => _next < _reference.Length ? _reference[_next++] : '\0';

        public override bool MovePrevious()
        {
            _next--;
            return _next >= 0;
        }

        public override void Reset() => Write(null);

        private bool Write(int? character)
        {
            _reference = character is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&#{character};");
            _next = 0;
            return true;
        }
    }
}
