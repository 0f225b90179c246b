using System.Reflection;
using System.Text;

namespace Crawling;

/// <summary>Type name to spider name: <c>QuotesSpider</c> and <c>Quotes</c> are <c>quotes</c>, <c>BookShop</c> is <c>book-shop</c>.</summary>
internal static class SpiderName
{
    private const string Suffix = "Spider";

    public static string Of(Type type) => type.GetCustomAttribute<SpiderAttribute>()?.Name ?? Of(type.Name);

    /// <summary>The name without regard to <see cref="SpiderAttribute"/>.</summary>
    public static string Of(string typeName)
    {
        var name = typeName;
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            name = name[..^Suffix.Length];
        }

        return Kebab(name);
    }

    internal static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && kebab[^1] != '-')
            {
                kebab.Append('-');
            }

            kebab.Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }
}
