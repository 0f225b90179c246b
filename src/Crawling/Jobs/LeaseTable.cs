using System.Text;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>
/// Which requests are under way: one row for each batch of takes. What stands here when a job is opened was under way when its last process
/// died. On the job's thread.
/// </summary>
internal sealed class LeaseTable(JobDatabase database)
{
    private readonly SqliteCommand _insert = database.Command("INSERT INTO lease (id, alone, keys) VALUES ($0, $1, $2)", 3);
    private readonly SqliteCommand _update = database.Command("UPDATE lease SET keys = $1 WHERE id = $0", 2);
    private readonly SqliteCommand _delete = database.Command("DELETE FROM lease WHERE id = $0", 1);
    private readonly Dictionary<long, JobLease> _leases = [];
    private long _lastToken;
    private long _lastBatch;

    public int Count => _leases.Count;

    /// <summary>Leases requests of one slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="keys">The requests.</param>
    /// <param name="alone">Whether nothing else is under way: if the process dies now, it is clear of what.</param>
    /// <returns>Their tokens.</returns>
    public long[] Lease(JobSlot slot, IReadOnlyList<RequestKey> keys, bool alone)
    {
        var batch = new LeaseBatch(++_lastBatch, [.. keys]);
        _insert.Run(batch.Id, alone, Write(keys));
        var tokens = new long[keys.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            slot.Lease(keys[i]);
            _leases.Add(tokens[i] = ++_lastToken, new JobLease(keys[i], slot, batch));
        }

        return tokens;
    }

    /// <summary>Ends a lease because its request is done.</summary>
    /// <returns>Null if the token is stale.</returns>
    public JobLease? Complete(long token)
    {
        if (_leases.Remove(token, out var lease))
        {
            lease.Slot.Leased.Remove(lease.Key.Id);
            if (lease.Batch.Remove(lease.Key))
            {
                _delete.Run(lease.Batch.Id);
            }
        }

        return lease;
    }

    /// <summary>Ends a lease though its request is not done: its process did not die of it.</summary>
    /// <returns>Null if the token is stale.</returns>
    public JobLease? Return(long token)
    {
        if (Complete(token) is not { } lease)
        {
            return null;
        }

        lease.Slot.Offer(lease.Key);
        if (lease.Batch.Keys.Count > 0)
        {
            _update.Run(lease.Batch.Id, Write(lease.Batch.Keys));
        }

        return lease;
    }

    /// <summary>What was under way when the last process died; from now on it is not.</summary>
    public List<(RequestKey Key, bool Alone)> TakeLeft()
    {
        var left = new List<(RequestKey, bool)>();
        using (var command = database.Command("SELECT alone, keys FROM lease"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                var alone = rows.GetBoolean(0);
                left.AddRange(Read((byte[])rows.GetValue(1)).Select(key => (key, alone)));
            }
        }

        Clear();
        return left;
    }

    /// <summary>The process ends in order: nobody has died of what is under way.</summary>
    public void Clear() => database.Execute("DELETE FROM lease");

    private static byte[] Write(IReadOnlyCollection<RequestKey> keys)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.WriteEach(keys, static (writer, key) =>
        {
            writer.Write(key.Slot);
            writer.Write(key.Rank);
            writer.Write(key.Id);
        });
        return bytes.ToArray();
    }

    private static RequestKey[] Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadEach(static reader => new RequestKey(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
    }
}

/// <summary>One request that is under way.</summary>
internal sealed record JobLease(RequestKey Key, JobSlot Slot, LeaseBatch Batch);

/// <summary>Requests that were taken together.</summary>
internal sealed class LeaseBatch(long id, List<RequestKey> keys)
{
    public long Id => id;

    public IReadOnlyCollection<RequestKey> Keys => keys;

    /// <summary>True if it was the last one.</summary>
    public bool Remove(RequestKey key) => keys.Remove(key) && keys.Count == 0;
}
