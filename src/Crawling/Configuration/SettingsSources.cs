namespace Crawling.Configuration;

/// <summary>Which layer a setting's value comes from.</summary>
internal sealed class SettingsSources
{
    public const string Default = "default";
    public const string Code = "code";
    public const string Configure = "Configure";

    private readonly Dictionary<string, string> _sources = [];

    /// <summary>Notes the source of a setting.</summary>
    public void Set(string path, string source) => _sources[path] = source;

    /// <summary>Notes the source of a setting and of everything beneath it.</summary>
    public void Replace(string path, string source)
    {
        foreach (var below in _sources.Keys.Where(known => known.StartsWith(path + ":", StringComparison.Ordinal)).ToArray())
        {
            _sources.Remove(below);
        }

        Set(path, source);
    }

    /// <summary>The source of a setting or, if that was not noted, of what it is part of; null if neither was.</summary>
    public string? Of(string path)
    {
        if (_sources.TryGetValue(path, out var source))
        {
            return source;
        }

        var end = path.LastIndexOf(':');
        return end < 0 ? null : Of(path[..end]);
    }

    public void CopyTo(SettingsSources other)
    {
        foreach (var (path, source) in _sources)
        {
            other._sources[path] = source;
        }
    }
}
