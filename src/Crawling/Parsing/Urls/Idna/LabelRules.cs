namespace Crawling.Urls;

/// <summary>The validity criteria of UTS #46 (section 4.1) with the flags of the URL standard, for labels in Normalization Form C.</summary>
internal static class LabelRules
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int Virama = 9;

    public static bool IsValid(List<int> label)
    {
        var table = IdnaTable.Instance;
        if (label.Count == 0)
        {
            return true;
        }

        return !InternationalName.HasPrefix(label)
            && !label.Contains('.')
            && !table.Marks[label[0]]
            && label.TrueForAll(codePoint => table.Valid[codePoint])
            && JoinersAreInContext(label);
    }

    /// <summary>RFC 5892, appendices A.1 and A.2.</summary>
    private static bool JoinersAreInContext(List<int> label)
    {
        for (int i = 0; i < label.Count; i++)
        {
            bool inContext = label[i] switch
            {
                ZeroWidthJoiner => FollowsVirama(label, i),
                ZeroWidthNonJoiner => FollowsVirama(label, i) || (Joins(label, i, -1, 'L') && Joins(label, i, 1, 'R')),
                _ => true,
            };
            if (!inContext)
            {
                return false;
            }
        }

        return true;
    }

    private static bool FollowsVirama(List<int> label, int index) =>
        index > 0 && IdnaTable.Instance.CombiningClasses[label[index - 1]] == Virama;

    /// <summary>Whether the next character in a direction, transparent ones left out, joins with this side.</summary>
    private static bool Joins(List<int> label, int index, int direction, char side)
    {
        do
        {
            index += direction;
        }
        while (index >= 0 && index < label.Count && IdnaTable.Instance.JoiningTypes[label[index]] == 'T');

        char type = index >= 0 && index < label.Count ? IdnaTable.Instance.JoiningTypes[label[index]] : 'U';
        return type == side || type == 'D';
    }
}
