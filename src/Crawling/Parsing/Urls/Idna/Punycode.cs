using System.Text;

namespace Crawling.Urls;

/// <summary>Punycode (RFC 3492), without the "xn--" of a label.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int ThresholdMin = 1;
    private const int ThresholdMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int FirstNonAscii = 0x80;
    private const string Digits = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Does not overflow for labels of less than 1,900 characters.</summary>
    public static string Encode(List<int> label)
    {
        var output = new StringBuilder();
        label.FindAll(codePoint => codePoint < FirstNonAscii).ForEach(codePoint => output.Append((char)codePoint));
        int basic = output.Length;
        if (basic > 0)
        {
            output.Append('-');
        }

        int delta = 0;
        int bias = InitialBias;
        int encoded = basic;
        int last = FirstNonAscii;
        foreach (int next in label.Where(codePoint => codePoint >= FirstNonAscii).Distinct().Order())
        {
            delta += (next - last) * (encoded + 1);
            foreach (int codePoint in label)
            {
                if (codePoint < next)
                {
                    delta++;
                }
                else if (codePoint == next)
                {
                    AppendInteger(output, delta, bias);
                    bias = Adapt(delta, encoded + 1, isFirst: encoded == basic);
                    delta = 0;
                    encoded++;
                }
            }

            delta++;
            last = next + 1;
        }

        return output.ToString();
    }

    /// <summary>Null where the text is not Punycode.</summary>
    public static List<int>? Decode(ReadOnlySpan<int> text)
    {
        int basic = Math.Max(0, text.LastIndexOf('-'));
        List<int> label = [.. text[..basic]];
        text = basic > 0 ? text[(basic + 1)..] : text;
        long position = 0;
        long codePoint = FirstNonAscii;
        int bias = InitialBias;
        while (!text.IsEmpty)
        {
            if (!TryReadInteger(ref text, bias, out int delta))
            {
                return null;
            }

            int length = label.Count + 1;
            bias = Adapt(delta, length, isFirst: length == basic + 1);
            position += delta;
            codePoint += position / length;
            position %= length;
            if (codePoint is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            {
                return null;
            }

            label.Insert((int)position, (int)codePoint);
            position++;
        }

        return label;
    }

    private static void AppendInteger(StringBuilder output, int value, int bias)
    {
        for (int k = Base; ; k += Base)
        {
            int threshold = Math.Clamp(k - bias, ThresholdMin, ThresholdMax);
            if (value < threshold)
            {
                output.Append(Digits[value]);
                return;
            }

            output.Append(Digits[threshold + ((value - threshold) % (Base - threshold))]);
            value = (value - threshold) / (Base - threshold);
        }
    }

    private static bool TryReadInteger(ref ReadOnlySpan<int> text, int bias, out int value)
    {
        long sum = 0;
        long weight = 1;
        for (int i = 0; i < text.Length; i++)
        {
            int digit = text[i] < FirstNonAscii ? Digits.IndexOf((char)text[i], StringComparison.Ordinal) : -1;
            sum += digit * weight;
            if (digit < 0 || sum > int.MaxValue)
            {
                break;
            }

            int threshold = Math.Clamp(Base * (i + 1) - bias, ThresholdMin, ThresholdMax);
            if (digit < threshold)
            {
                value = (int)sum;
                text = text[(i + 1)..];
                return true;
            }

            weight = Math.Min(weight * (Base - threshold), int.MaxValue);
        }

        value = 0;
        return false;
    }

    private static int Adapt(int delta, int length, bool isFirst)
    {
        delta /= isFirst ? Damp : 2;
        delta += delta / length;
        int k = 0;
        while (delta > (Base - ThresholdMin) * ThresholdMax / 2)
        {
            delta /= Base - ThresholdMin;
            k += Base;
        }

        return k + ((Base - ThresholdMin + 1) * delta / (delta + Skew));
    }
}
