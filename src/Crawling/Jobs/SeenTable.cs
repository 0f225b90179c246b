using System.Buffers.Binary;
using Crawling.Scheduling;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>The fingerprints of everything ever added: in memory, and a row for each batch that was new. On the job's thread.</summary>
internal sealed class SeenTable(JobDatabase database)
{
    private const int Size = 16;

    private readonly SqliteCommand _insert = database.Command("INSERT INTO seen (fingerprints) VALUES ($0)", 1);
    private readonly SeenSet _seen = new();
    private readonly List<UInt128> _unsaved = [];

    public void Load()
    {
        foreach (var fingerprint in All(database))
        {
            _seen.Add(fingerprint);
        }
    }

    /// <summary>Which of them a database has.</summary>
    public static HashSet<UInt128> Among(JobDatabase database, HashSet<UInt128> wanted) => [.. All(database).Where(wanted.Contains)];

    /// <summary>True if it was not there yet. <see cref="Save"/> follows in the same transaction.</summary>
    public bool Add(UInt128 fingerprint)
    {
        if (!_seen.Add(fingerprint))
        {
            return false;
        }

        _unsaved.Add(fingerprint);
        return true;
    }

    public void Save()
    {
        if (_unsaved.Count == 0)
        {
            return;
        }

        var bytes = new byte[_unsaved.Count * Size];
        for (var i = 0; i < _unsaved.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Size), _unsaved[i]);
        }

        _insert.Run(bytes);
        _unsaved.Clear();
    }

    private static IEnumerable<UInt128> All(JobDatabase database)
    {
        using var command = database.Command("SELECT fingerprints FROM seen");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var bytes = (byte[])rows.GetValue(0);
            for (var at = 0; at + Size <= bytes.Length; at += Size)
            {
                yield return BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at));
            }
        }
    }
}
