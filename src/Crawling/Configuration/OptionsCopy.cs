using System.Collections;

namespace Crawling.Configuration;

/// <summary>Copies options through and through, so that a crawl's own are nobody else's.</summary>
internal static class OptionsCopy
{
    public static CrawlerOptions Of(CrawlerOptions options)
    {
        var copy = (CrawlerOptions)Group(options);
        copy.Layers = options.Layers;
        options.Sources.CopyTo(copy.Sources);
        foreach (var (host, certificate) in options.TrustedCertificates)
        {
            copy.TrustedCertificates[host] = certificate;
        }

        copy.DownloaderMiddleware.ReplaceBy(options.DownloaderMiddleware);
        copy.SpiderMiddleware.ReplaceBy(options.SpiderMiddleware);
        copy.ItemPipelines.ReplaceBy(options.ItemPipelines);
        copy.Extensions.ReplaceBy(options.Extensions);
        return copy;
    }

    private static object Group(object group)
    {
        var copy = Activator.CreateInstance(group.GetType())!;
        foreach (var setting in SettingsModel.Of(group.GetType()))
        {
            setting.Set(copy, setting.Get(group) is { } value ? Value(setting, value) : null);
        }

        return copy;
    }

    private static object Value(Setting setting, object value)
    {
        switch (setting.Kind)
        {
            case SettingKind.Group:
                return Group(value);
            case SettingKind.List:
                var list = setting.CreateList();
                foreach (var element in (IList)value)
                {
                    list.Add(setting.Form is null ? Group(element!) : element);
                }

                return list;
            case SettingKind.Map:
                var map = setting.CreateMap();
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    map[entry.Key] = setting.Form is null ? Group(entry.Value!) : entry.Value;
                }

                return map;
            default:
                return value;
        }
    }
}
