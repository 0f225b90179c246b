using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>The slots of a job. On the job's thread.</summary>
internal sealed class SlotTable(JobDatabase database)
{
    private readonly Dictionary<string, JobSlot> _slots = new(StringComparer.Ordinal);
    private readonly SqliteCommand _find = database.Command("SELECT id FROM slot WHERE name = $0", 1);
    private readonly SqliteCommand _insert = database.Command("INSERT INTO slot (name) VALUES ($0) RETURNING id", 1);

    public JobSlot Get(string name) => Find(name) ?? Keep(name, _insert.Number(name)!.Value);

    /// <summary>Null if it has never held a request.</summary>
    public JobSlot? Find(string name) =>
        _slots.TryGetValue(name, out var slot) ? slot
        : _find.Number(name) is { } id ? Keep(name, id)
        : null;

    /// <summary>Nothing waits in it and nothing is leased: it takes no memory until it is asked for again.</summary>
    public void Forget(string name) => _slots.Remove(name);

    public IEnumerable<(long Id, string Name)> All()
    {
        using var command = database.Command("SELECT id, name FROM slot");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetInt64(0), rows.GetString(1));
        }
    }

    private JobSlot Keep(string name, long id)
    {
        var slot = new JobSlot(id);
        _slots.Add(name, slot);
        return slot;
    }
}
