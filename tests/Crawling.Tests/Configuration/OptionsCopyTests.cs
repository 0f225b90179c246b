using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    [Fact]
    public void What_stands_beside_the_settings_is_known_and_copied()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=shop.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        var options = SettingsLayers.FromFile(null, SettingsLayer.CommandLine([KeyValuePair.Create("concurrentRequests", "1")])).Load();
        options.TrustedCertificates["shop.test"] = certificate;

        var copy = OptionsCopy.Of(options);

        Assert.Same(certificate, copy.TrustedCertificates["shop.test"]);
        Assert.Same(options.Layers, copy.Layers);
        Assert.Equal("command line", copy.Sources.Of("concurrentRequests"));
        Assert.Equal(
            ["DownloaderMiddleware", "Extensions", "ItemPipelines", "Layers", "Sources", "SpiderMiddleware", "TrustedCertificates"],
            typeof(CrawlerOptions)
                .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.SetMethod is not { IsPublic: true })
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_groups_of_a_map_are_copied_too()
    {
        var options = new CrawlerOptions { Hosts = { ["a.test"] = new() { ConcurrentRequests = 1 } } };
        var copy = OptionsCopy.Of(options);
        copy.Hosts["a.test"].ConcurrentRequests = 2;

        Assert.Equal(1, options.Hosts["a.test"].ConcurrentRequests);
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
                ((System.Collections.IList)setting.Get(group)!).Add(setting.Form is null ? Activator.CreateInstance(setting.ElementType) : Other(null, setting.ElementType));
                break;
            case SettingKind.Map:
                var map = (System.Collections.IDictionary)setting.Get(group)!;
                foreach (var name in map.Keys.Cast<string>().Append("name").ToArray())
                {
                    map[name] = setting.Form is null ? Activator.CreateInstance(setting.ElementType) : "changed";
                }

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
        double number => number + 1,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        Enum => Enum.GetValues(type).GetValue(1)!,
        string text => text + "x",
        null when type == typeof(string) => "x",
        null when type == typeof(Url) => Url.Parse("http://a.example/"),
        null => Other(Activator.CreateInstance(type), type),
        _ => throw new NotSupportedException(type.Name),
    };
}
