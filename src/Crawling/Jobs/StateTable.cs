using Crawling.Scheduling;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Everything a job keeps under a key. On the job's thread.</summary>
internal sealed class StateTable(JobDatabase database)
{
    private readonly SqliteCommand _set = database.Command("INSERT INTO state (key, value) VALUES ($0, $1) ON CONFLICT DO UPDATE SET value = $1", 2);
    private readonly SqliteCommand _delete = database.Command("DELETE FROM state WHERE key = $0", 1);

    public IReadOnlyDictionary<string, byte[]> All()
    {
        var all = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var command = database.Command("SELECT key, value FROM state");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            all.Add(rows.GetString(0), (byte[])rows.GetValue(1));
        }

        return all;
    }

    public void Set(StateChange change)
    {
        if (change.Value is { } value)
        {
            _set.Run(change.Key, value);
        }
        else
        {
            _delete.Run(change.Key);
        }
    }
}
