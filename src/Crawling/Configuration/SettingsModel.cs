using System.Collections.Concurrent;
using System.Reflection;

namespace Crawling.Configuration;

/// <summary>The known settings: the public properties of <see cref="CrawlerOptions"/> that can be set, and of the options classes within.
/// What can only be read, the lists of components, is changed in code.</summary>
internal static class SettingsModel
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Setting>> Groups = new();

    private static readonly string[] AllPaths = [.. Below(typeof(CrawlerOptions), "")];

    /// <summary>The settings of an options class, in order of declaration.</summary>
    public static IReadOnlyList<Setting> Of(Type group) => Groups.GetOrAdd(group, type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }).Select(Describe)]);

    public static Setting? Find(Type group, string name) =>
        Of(group).FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    /// <summary>The path somebody who wrote an unknown one may have meant, or null. Another's last word counts too, so that
    /// <c>download:obey</c> finds <c>robots:obey</c>.</summary>
    /// <param name="path">What was written.</param>
    /// <param name="group">The innermost known group that it leads to.</param>
    /// <param name="groupPath">That group's path.</param>
    public static string? Nearest(string path, Type group, string groupPath)
    {
        string[] paths = [.. Below(group, groupPath), .. AllPaths];
        var lastWords = paths.Select(LastWord);
        return Array.Find(paths, known => NearestName.IsSame(path, known))
            ?? Array.Find(paths, known => NearestName.IsSame(LastWord(path), LastWord(known)))
            ?? NearestName.Of(path, paths)
            ?? Array.Find(paths, known => LastWord(known) == NearestName.Of(LastWord(path), lastWords));
    }

    private static string LastWord(string path) => path[(path.LastIndexOf(':') + 1)..];

    private static IEnumerable<string> Below(Type group, string path) => Of(group).SelectMany(setting =>
    {
        var own = Join(path, setting.Name);
        return setting.Kind switch
        {
            SettingKind.Group => Below(setting.ElementType, own),
            SettingKind.List when setting.Form is null => Below(setting.ElementType, $"{own}:0"),
            SettingKind.Map => [$"{own}:<name>"],
            _ => [own],
        };
    });

    private static Setting Describe(PropertyInfo property)
    {
        var type = property.PropertyType;
        var (kind, element) = type switch
        {
            _ when TextForm.Of(type) is not null => (SettingKind.Value, type),
            _ when IsGroup(type) => (SettingKind.Group, type),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => (SettingKind.List, type.GetGenericArguments()[0]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) && TextForm.Of(type.GetGenericArguments()[1]) is not null =>
                (SettingKind.Map, type.GetGenericArguments()[1]),
            _ => throw new NotSupportedException($"{property.DeclaringType}.{property.Name} is not of a type that settings know."),
        };
        var isNullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        return new(TextForm.CamelCase(property.Name), kind, property, element, isNullable);
    }

    private static bool IsGroup(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);
}
