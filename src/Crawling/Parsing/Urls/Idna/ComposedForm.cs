namespace Crawling.Urls;

/// <summary>
/// Unicode Normalization Form C (UAX #15) of mapped names. <see cref="string.Normalize()"/> leaves text as it is where globalization
/// is invariant, and elsewhere depends on the machine's Unicode version.
/// </summary>
internal static class ComposedForm
{
    // Hangul syllables are composed by arithmetic (Unicode standard, section 3.12).
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int SyllableBase = 0xAC00;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;

    public static List<int> Of(IEnumerable<int> text)
    {
        var decomposed = new List<int>();
        foreach (int codePoint in text)
        {
            Decompose(codePoint, decomposed);
        }

        return Compose(Ordered(decomposed));
    }

    private static void Decompose(int codePoint, List<int> output)
    {
        int syllable = codePoint - SyllableBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TrailCount)
        {
            output.Add(LeadBase + (syllable / TrailCount / VowelCount));
            output.Add(VowelBase + (syllable / TrailCount % VowelCount));
            if (syllable % TrailCount > 0)
            {
                output.Add(TrailBase + (syllable % TrailCount));
            }
        }
        else if (IdnaTable.Instance.Decompositions.TryGetValue(codePoint, out var pair))
        {
            Decompose(pair.First, output);
            output.Add(pair.Second);
        }
        else
        {
            output.Add(codePoint);
        }
    }

    /// <summary>Each run of marks in the order of their combining classes.</summary>
    private static List<int> Ordered(List<int> text)
    {
        var ordered = new List<int>(text.Count);
        for (int i = 0; i < text.Count;)
        {
            int end = i + 1;
            while (end < text.Count && Class(text[end]) != 0)
            {
                end++;
            }

            int starter = Class(text[i]) == 0 ? 1 : 0;
            ordered.AddRange(text[i..(i + starter)]);
            ordered.AddRange(text[(i + starter)..end].OrderBy(Class));
            i = end;
        }

        return ordered;
    }

    private static List<int> Compose(List<int> text)
    {
        var output = new List<int>(text.Count);
        int starter = -1;
        int lastClass = -1;
        foreach (int codePoint in text)
        {
            int combiningClass = Class(codePoint);
            bool isBlocked = lastClass != -1 && lastClass >= combiningClass;
            if (starter >= 0 && !isBlocked && TryCompose(output[starter], codePoint, out int composite))
            {
                output[starter] = composite;
                continue;
            }

            lastClass = combiningClass;
            if (combiningClass == 0)
            {
                starter = output.Count;
                lastClass = -1;
            }

            output.Add(codePoint);
        }

        return output;
    }

    private static bool TryCompose(int first, int second, out int composite)
    {
        int lead = first - LeadBase;
        int vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            composite = SyllableBase + (((lead * VowelCount) + vowel) * TrailCount);
            return true;
        }

        int syllable = first - SyllableBase;
        int trail = second - TrailBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TrailCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
        {
            composite = first + trail;
            return true;
        }

        return IdnaTable.Instance.Compositions.TryGetValue((first, second), out composite);
    }

    private static int Class(int codePoint) => IdnaTable.Instance.CombiningClasses[codePoint];
}
