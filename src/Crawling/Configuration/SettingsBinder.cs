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
    public static void Apply(CrawlerOptions target, SettingsLayer layer) =>
        new SettingsBinder(layer, target.Sources).BindGroup(target, layer.Values, "");

    private void BindGroup(object group, IConfiguration section, string path)
    {
        foreach (var child in section.GetChildren())
        {
            var setting = SettingsModel.Find(group.GetType(), child.Key)
                ?? throw Unknown(child, SettingsModel.Join(path, child.Key), group.GetType(), path);
            var own = SettingsModel.Join(path, setting.Name);
            switch (setting.Kind)
            {
                case SettingKind.Value:
                    RefuseChildren(child, own, group.GetType(), path);
                    setting.Set(group, Convert(child.Value, setting, own));
                    _sources.Set(own, _layer.Origin);
                    break;
                case SettingKind.Group:
                    RefuseValue(child, own, $"stands for {string.Join(", ", SettingsModel.Of(setting.ElementType).Select(below => below.Name))}");
                    BindGroup(setting.Get(group) ?? throw new InvalidOperationException($"{own} was set to null."), child, own);
                    break;
                case SettingKind.List:
                    setting.Set(group, ReadList(child, setting, own, group.GetType(), path));
                    _sources.Set(own, _layer.Origin);
                    break;
                case SettingKind.Map:
                    RefuseValue(child, own, $"must be a group of names and values, as {_layer.Spell(own + ":<name>")}");
                    MergeMap((IDictionary)setting.Get(group)!, child, setting, own);
                    break;
            }
        }
    }

    private IList ReadList(IConfigurationSection section, Setting setting, string path, Type group, string groupPath)
    {
        var list = (IList)setting.Create();
        if (setting.Form is null)
        {
            RefuseValue(section, path, $"must be a list, as {_layer.Spell($"{path}:0:{SettingsModel.Of(setting.ElementType)[0].Name}")}");
        }

        // On a command line a list of values is one text.
        foreach (var text in (section.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            list.Add(Convert(text, setting, path));
        }

        foreach (var element in section.GetChildren())
        {
            var own = SettingsModel.Join(path, element.Key);
            if (!element.Key.All(char.IsAsciiDigit))
            {
                throw Unknown(element, own, group, groupPath);
            }

            if (setting.Form is null)
            {
                var item = Activator.CreateInstance(setting.ElementType)!;
                list.Add(item);
                BindGroup(item, element, own);
            }
            else
            {
                RefuseChildren(element, own, group, groupPath);
                list.Add(Convert(element.Value, setting, own));
            }
        }

        return list;
    }

    /// <summary>Names may hold colons, as <c>host:port</c> does, so everything beneath is one name. An empty value takes an entry out.</summary>
    private void MergeMap(IDictionary map, IConfigurationSection section, Setting setting, string path)
    {
        foreach (var (name, value) in Leaves(section, ""))
        {
            var own = SettingsModel.Join(path, name);
            if (string.IsNullOrEmpty(value))
            {
                map.Remove(name);
            }
            else
            {
                map[name] = Convert(value, setting, own);
                _sources.Set(own, _layer.Origin);
            }
        }
    }

    private object? Convert(string? text, Setting setting, string path)
    {
        if (setting.IsNullable && text is null or "" or "null")
        {
            return null;
        }

        var form = setting.Form!;
        return (text is null ? null : form.Parse(text)) ?? throw Bad(path, text, $"must be {form.Expected}");
    }

    private void RefuseValue(IConfigurationSection section, string path, string right)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw Bad(path, section.Value, right);
        }
    }

    private void RefuseChildren(IConfigurationSection section, string path, Type group, string groupPath)
    {
        if (section.GetChildren().FirstOrDefault() is { } child)
        {
            throw Unknown(child, SettingsModel.Join(path, child.Key), group, groupPath);
        }
    }

    private SettingsException Bad(string path, string? text, string right) =>
        new($"{_layer.Source}: '{_layer.Spell(path)}' is {(text is null ? "null" : $"'{Secrets.Mask(path, text)}'")} but {right}.");

    private SettingsException Unknown(IConfigurationSection section, string path, Type group, string groupPath)
    {
        var (below, _) = Leaves(section, "").FirstOrDefault();
        var whole = string.IsNullOrEmpty(below) ? path : SettingsModel.Join(path, below);
        var known = SettingsModel.Nearest(whole, group, groupPath) is { } nearest
            ? $"did you mean '{_layer.Spell(nearest)}'?"
            : $"known here are {string.Join(", ", SettingsModel.Of(group).Select(setting => setting.Name))}.";
        return new($"{_layer.Source}: unknown setting '{_layer.Spell(whole)}'; {known}");
    }

    /// <summary>What has a value beneath a section, and what is empty, by its path from there; the section itself if nothing is beneath.</summary>
    private static IEnumerable<(string Path, string? Value)> Leaves(IConfigurationSection section, string path)
    {
        var children = section.GetChildren().ToArray();
        var own = children.Length == 0 || section.Value is not null ? [(path, section.Value)] : Enumerable.Empty<(string Path, string? Value)>();
        return own.Concat(children.SelectMany(child => Leaves(child, SettingsModel.Join(path, child.Key))));
    }
}
