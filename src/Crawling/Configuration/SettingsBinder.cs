using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Crawling.Configuration;

/// <summary>Lays one layer of settings over the values that are there.</summary>
internal sealed class SettingsBinder
{
    private readonly SettingsLayer _layer;
    private readonly SettingsSources _sources;

    private SettingsBinder(SettingsLayer layer, SettingsSources sources)
    {
        _layer = layer;
        _sources = sources;
    }

    /// <exception cref="SettingsException">A setting that is not known, or a value that is none for it.</exception>
    public static void Apply(CrawlerOptions target, SettingsLayer layer) => Apply(target, layer, target.Sources);

    /// <exception cref="SettingsException">A setting that is not known, or a value that is none for it.</exception>
    public static void Apply(object target, SettingsLayer layer, SettingsSources sources) =>
        new SettingsBinder(layer, sources).BindGroup(target, layer.Values, "");

    private void BindGroup(object group, IConfiguration section, string path)
    {
        foreach (var child in section.GetChildren())
        {
            var setting = SettingsModel.Find(group.GetType(), child.Key)
                ?? throw _layer.Unknown(SettingsModel.Join(path, child.Key), child);
            var own = SettingsModel.Join(path, setting.Name);
            switch (setting.Kind)
            {
                case SettingKind.Value:
                    setting.Set(group, ReadValue(child, setting, own));
                    _sources.Set(own, _layer.Origin);
                    break;
                case SettingKind.Group:
                    RefuseValue(child, own, $"stands for {SettingsModel.Names(setting.ElementType)}");
                    BindGroup(setting.Get(group)!, child, own);
                    break;
                case SettingKind.List:
                    setting.Set(group, ReadList(child, setting, own));
                    _sources.Replace(own, _layer.Origin);
                    break;
                case SettingKind.Map:
                    RefuseValue(child, own, $"must be a group of names and values, as {_layer.Spell($"{own}:<name>")}");
                    Merge((IDictionary)setting.Get(group)!, child, setting, own);
                    break;
            }
        }
    }

    private object? ReadValue(IConfigurationSection section, Setting setting, string path) =>
        section.GetChildren().FirstOrDefault() is { } child
            ? throw _layer.Unknown(SettingsModel.Join(path, child.Key), child)
            : Convert(section.Value, setting, path);

    private IList ReadList(IConfigurationSection section, Setting setting, string path)
    {
        if (setting.Form is null)
        {
            RefuseValue(section, path, $"must be a list, as {_layer.Spell($"{path}:0:{SettingsModel.Of(setting.ElementType)[0].Name}")}");
        }

        var list = setting.CreateList();

        // On a command line a list of values is one text; none is written [].
        foreach (var text in (section.Value is null or "[]" ? "" : section.Value).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            list.Add(Convert(text, setting, path));
        }

        foreach (var element in section.GetChildren())
        {
            var own = SettingsModel.Join(path, element.Key);
            if (!element.Key.All(char.IsAsciiDigit))
            {
                throw _layer.Unknown(own, element);
            }

            list.Add(setting.Form is null ? ReadGroup(element, setting.ElementType, own) : ReadValue(element, setting, own));
        }

        return list;
    }

    private object ReadGroup(IConfigurationSection section, Type type, string path)
    {
        RefuseValue(section, path, $"stands for {SettingsModel.Names(type)}");
        var group = Activator.CreateInstance(type)!;
        BindGroup(group, section, path);
        return group;
    }

    /// <summary>Names may hold colons, as <c>host:port</c> does, so everything beneath is one name; where a name stands for a group, all but the
    /// last word. An empty value takes an entry out.</summary>
    private void Merge(IDictionary map, IConfigurationSection section, Setting setting, string path)
    {
        var names = map.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (written, value) in SettingsLayer.Leaves(section))
        {
            var name = NameIn(names, written);
            var own = SettingsModel.Join(path, name);
            if (string.IsNullOrEmpty(value) && (setting.Form is not null || map.Contains(name)))
            {
                map.Remove(name);
            }
            else if (setting.Form is not null)
            {
                map[name] = Convert(value, setting, own);
                _sources.Set(own, _layer.Origin);
            }
            else
            {
                MergeEntry(map, names, section.GetSection(written), setting, path, written);
            }
        }
    }

    private void MergeEntry(
        IDictionary map, HashSet<string> names, IConfigurationSection section, Setting setting, string path, string written)
    {
        if (written.LastIndexOf(':') is var end && end < 0)
        {
            RefuseValue(section, SettingsModel.Join(path, written), $"stands for {SettingsModel.Names(setting.ElementType)}");
            return;
        }

        var name = NameIn(names, written[..end]);
        var below = SettingsModel.Find(setting.ElementType, written[(end + 1)..])
            ?? throw _layer.Unknown(SettingsModel.Join(path, written), section);
        if (!map.Contains(name))
        {
            map[name] = Activator.CreateInstance(setting.ElementType);
            _sources.Set(SettingsModel.Join(path, name), _layer.Origin);
        }

        var own = $"{path}:{name}:{below.Name}";
        below.Set(map[name]!, ReadValue(section, below, own));
        _sources.Set(own, _layer.Origin);
    }

    /// <summary>As it is known, or else as it is written, by which it is known from then on.</summary>
    private static string NameIn(HashSet<string> names, string written)
    {
        if (names.TryGetValue(written, out var known))
        {
            return known;
        }

        names.Add(written);
        return written;
    }

    private object? Convert(string? text, Setting setting, string path)
    {
        if (setting.IsNullable && text is null or "" or "null")
        {
            return null;
        }

        var form = setting.Form!;
        return (text is null ? null : form.Parse(text)) ?? throw _layer.Bad(path, text, $"must be {form.Expected}");
    }

    private void RefuseValue(IConfigurationSection section, string path, string right)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw _layer.Bad(path, section.Value, right);
        }
    }
}
