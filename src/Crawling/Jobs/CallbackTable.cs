using System.Globalization;

namespace Crawling.Jobs;

/// <summary>Callbacks by numbers, for as long as the process lives: any callback, also a lambda, each kept as long as a request has it.</summary>
internal sealed class CallbackTable : ICallbackForms
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Delegate, Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private long _last;

    public string NameOf(Delegate callback)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(callback, out var entry))
            {
                entry = new Entry(callback, (++_last).ToString(CultureInfo.InvariantCulture));
                _entries.Add(callback, entry);
                _byName.Add(entry.Name, entry);
            }

            entry.Uses++;
            return entry.Name;
        }
    }

    /// <summary>Once for each time it was given a name.</summary>
    public T Find<T>(string name)
        where T : Delegate
    {
        lock (_lock)
        {
            var entry = _byName[name];
            if (--entry.Uses == 0)
            {
                _byName.Remove(name);
                _entries.Remove(entry.Callback);
            }

            return (T)entry.Callback;
        }
    }

    private sealed class Entry(Delegate callback, string name)
    {
        public Delegate Callback => callback;

        public string Name => name;

        public int Uses { get; set; }
    }
}
