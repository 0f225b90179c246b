using System.Reflection;
using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class OptionsCopyTests
{
    [Fact]
    public void Every_setting_and_list_of_components_is_copied()
    {
        var options = new CrawlerOptions();
        foreach (var setting in SettingsModel.Of(typeof(CrawlerOptions)))
        {
            Change(setting, options);
        }

        foreach (var property in CodeOnly())
        {
            property.PropertyType.GetMethod("ReplaceBy", BindingFlags.Instance | BindingFlags.NonPublic)!
                .Invoke(property.GetValue(options), [new[] { typeof(string), typeof(int) }]);
        }

        var copy = OptionsCopy.Of(options);

        Assert.Equal(SettingsView.Values(options), SettingsView.Values(copy));
        Assert.DoesNotContain(
            SettingsView.Values(copy).Join(SettingsView.Values(new CrawlerOptions()), mine => mine.Path, theirs => theirs.Path, (mine, theirs) => mine.Text == theirs.Text),
            same => same);
        Assert.Equal(4, CodeOnly().Length);
        Assert.All(CodeOnly(), property => Assert.Equal([typeof(string), typeof(int)], (IEnumerable<Type>)property.GetValue(copy)!));
    }

    private static PropertyInfo[] CodeOnly() => [.. typeof(CrawlerOptions).GetProperties().Where(property => property.SetMethod is null)];

    /// <summary>Gives a setting a value that is not its default.</summary>
    private static void Change(Setting setting, object group)
    {
        switch (setting.Kind)
        {
            case SettingKind.Group:
                foreach (var below in SettingsModel.Of(setting.ElementType))
                {
                    Change(below, setting.Get(group)!);
                }

                break;
            case SettingKind.List:
                ((System.Collections.IList)setting.Get(group)!).Add(Activator.CreateInstance(setting.ElementType));
                break;
            case SettingKind.Map:
                ((System.Collections.IDictionary)setting.Get(group)!)["name"] = "value";
                break;
            default:
                setting.Set(group, Other(setting.Get(group), Nullable.GetUnderlyingType(setting.ElementType) ?? setting.ElementType));
                break;
        }
    }

    private static object Other(object? value, Type type) => value switch
    {
        bool flag => !flag,
        int number => number + 1,
        long number => number + 1,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        Enum => Enum.GetValues(type).GetValue(1)!,
        string text => text + "x",
        null when type == typeof(string) => "x",
        null => Other(Activator.CreateInstance(type), type),
        _ => throw new NotSupportedException(type.Name),
    };
}
