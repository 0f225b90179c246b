using System.Reflection;
using System.Text.RegularExpressions;
using Crawling.Configuration;

namespace Crawling.Tests;

/// <summary>Holds what a page names in backticks to the public API and the settings.</summary>
internal static partial class PublicNames
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Each <c>Type.Member</c> of a public type is there, and each setting of a path such as <c>robots:obey</c>.</summary>
    public static void AssertThere(DocsPage page)
    {
        var types = typeof(Spider).Assembly.GetExportedTypes().ToLookup(type => type.Name.Split('`')[0]);
        var members = page.Code.Select(name => MemberName().Match(name)).Where(match => types.Contains(match.Groups["type"].Value)).ToList();
        var settings = SettingsView.Values(new CrawlerOptions()).Select(value => value.Path).ToHashSet();

        Assert.NotEmpty(members);
        Assert.All(members, name => Assert.Contains(
            types[name.Groups["type"].Value], type => type.GetMember(name.Groups["member"].Value, All).Any(IsForAuthors)));
        Assert.All(page.Code.Where(name => SettingPath().IsMatch(name)), path => Assert.Contains(path, settings));
    }

    private static bool IsForAuthors(MemberInfo member) => member switch
    {
        PropertyInfo property => IsForAuthors(property.GetMethod!),
        MethodBase method => method.IsPublic || method.IsFamily,
        _ => true,
    };

    [GeneratedRegex(@"^(?<type>[A-Z]\w+)\.(?<member>[A-Z]\w+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MemberName();

    [GeneratedRegex("^[a-z][A-Za-z]*:[a-z][A-Za-z]*$", RegexOptions.NonBacktracking)]
    private static partial Regex SettingPath();
}
