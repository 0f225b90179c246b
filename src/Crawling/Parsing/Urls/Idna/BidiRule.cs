namespace Crawling.Urls;

/// <summary>Labels in names with right-to-left characters (RFC 5893, section 2).</summary>
internal static class BidiRule
{
    public static bool AppliesTo(List<int> label) => label.Exists(codePoint => Class(codePoint) is "R" or "AL" or "AN");

    public static bool IsMetBy(List<int> label)
    {
        if (label.Count == 0)
        {
            return true;
        }

        string last = Class(label.FindLast(codePoint => Class(codePoint) != "NSM"));
        return Class(label[0]) switch
        {
            "L" => label.TrueForAll(MayBeInLeftToRight) && last is "L" or "EN",
            "R" or "AL" => label.TrueForAll(MayBeInRightToLeft) && last is "R" or "AL" or "EN" or "AN"
                && !(label.Exists(codePoint => Class(codePoint) == "EN") && label.Exists(codePoint => Class(codePoint) == "AN")),
            _ => false,
        };
    }

    private static bool MayBeInLeftToRight(int codePoint) =>
        Class(codePoint) is "L" or "EN" or "ES" or "CS" or "ET" or "ON" or "BN" or "NSM";

    private static bool MayBeInRightToLeft(int codePoint) =>
        Class(codePoint) is "R" or "AL" or "AN" or "EN" or "ES" or "CS" or "ET" or "ON" or "BN" or "NSM";

    private static string Class(int codePoint) => IdnaTable.Instance.BidiClasses[codePoint];
}
