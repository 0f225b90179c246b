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
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(Describe),
    ]);

    public static Setting? Find(Type group, string name) =>
        Of(group).FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Names(Type group) => string.Join(", ", Of(group).Select(setting => setting.Name));

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    /// <summary>The path somebody who wrote an unknown one may have meant, or null. The last word counts alone too, so that
    /// <c>download:obey</c> finds <c>robots:obey</c>.</summary>
    public static string? Nearest(string path)
    {
        var (group, groupPath) = Innermost(path);
        string[] known = [.. Below(group, groupPath), .. AllPaths];
        var lastWord = LastWord(path);
        var nearestWord = NearestName.Of(lastWord, known.Select(LastWord));
        return Array.Find(known, candidate => NearestName.IsSame(path, candidate))
            ?? Array.Find(known, candidate => NearestName.IsSame(lastWord, LastWord(candidate)))
            ?? NearestName.Of(path, known)
            ?? Array.Find(known, candidate => LastWord(candidate) == nearestWord);
    }

    /// <summary>The innermost group that a path leads to, and that group's path.</summary>
    public static (Type Group, string Path) Innermost(string path)
    {
        var words = new Queue<string>(path.Split(':'));
        var innermost = (Group: typeof(CrawlerOptions), Path: "");
        while (words.TryDequeue(out var word) && Find(innermost.Group, word) is { Form: null } setting)
        {
            var below = Join(innermost.Path, setting.Name);
            if (setting.Kind == SettingKind.List)
            {
                if (!words.TryDequeue(out var number) || !number.All(char.IsAsciiDigit))
                {
                    break;
                }

                below = Join(below, number);
            }
            else if (setting.Kind == SettingKind.Map)
            {
                // The last word is a setting, everything before it a name.
                while (words.Count > 1)
                {
                    below = Join(below, words.Dequeue());
                }
            }

            innermost = (setting.ElementType, below);
        }

        return innermost;
    }

    private static string LastWord(string path) => path[(path.LastIndexOf(':') + 1)..];

    private static IEnumerable<string> Below(Type group, string path) => Of(group).SelectMany(setting =>
    {
        var own = Join(path, setting.Name);
        return setting.Kind switch
        {
            SettingKind.Group => Below(setting.ElementType, own),
            SettingKind.List when setting.Form is null => Below(setting.ElementType, $"{own}:0"),
            SettingKind.Map when setting.Form is null => Below(setting.ElementType, $"{own}:<name>"),
            SettingKind.Map => [$"{own}:<name>"],
            _ => [own],
        };
    });

    private static Setting Describe(PropertyInfo property)
    {
        var type = property.PropertyType;
        var (kind, elementType) = (type.IsGenericType ? type.GetGenericTypeDefinition() : null) switch
        {
            _ when TextForm.Of(type) is not null => (SettingKind.Value, type),
            _ when IsGroup(type) => (SettingKind.Group, type),
            { } list when list == typeof(List<>) => (SettingKind.List, type.GenericTypeArguments[0]),
            { } map when map == typeof(Dictionary<,>) => (SettingKind.Map, type.GenericTypeArguments[1]),
            _ => throw new NotSupportedException($"{property.DeclaringType}.{property.Name} is of a type that settings do not know."),
        };
        var isNullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        return new(TextForm.CamelCase(property.Name), kind, property, elementType, isNullable);
    }

    private static bool IsGroup(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);
}
