using Crawling.Scheduling;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>The requests of a job that wait or are leased; those not due yet apart, by their time. On the job's thread.</summary>
internal sealed class RequestTable(JobDatabase database)
{
    private readonly SqliteCommand _insert = database.Command("INSERT INTO request (slot, rank, id, deliveries, data) VALUES ($0, $1, $2, $3, $4)", 5);
    private readonly SqliteCommand _delete = database.Command("DELETE FROM request WHERE slot = $0 AND rank = $1 AND id = $2", 3);

    private readonly SqliteCommand _read = database.Command(
        "SELECT rank, id, deliveries, data FROM request WHERE slot = $0 AND (rank, id) > ($1, $2) ORDER BY rank, id", 3);

    private readonly SqliteCommand _find = database.Command("SELECT deliveries, data FROM request WHERE slot = $0 AND rank = $1 AND id = $2", 3);

    private readonly SqliteCommand _deliver = database.Command(
        "UPDATE request SET deliveries = deliveries + 1 WHERE slot = $0 AND rank = $1 AND id = $2 RETURNING deliveries, data", 3);

    private readonly SqliteCommand _insertDelayed = database.Command(
        "INSERT INTO delayed (slot, due, id, rank, deliveries, data) VALUES ($0, $1, $2, $3, $4, $5)", 6);

    private readonly SqliteCommand _release = database.Command(
        "INSERT INTO request (slot, rank, id, deliveries, data) SELECT slot, rank, id, deliveries, data FROM delayed WHERE slot = $0 AND due <= $1", 2);

    private readonly SqliteCommand _deleteDue = database.Command("DELETE FROM delayed WHERE slot = $0 AND due <= $1", 2);
    private readonly SqliteCommand _nextDue = database.Command("SELECT due, rank FROM delayed WHERE slot = $0 ORDER BY due LIMIT 1", 1);

    // Most jobs never have one.
    private long _delayed = database.Number("SELECT COUNT(*) FROM delayed");

    public long Count() => database.Number("SELECT COUNT(*) FROM request") + _delayed;

    public Dictionary<long, long> CountBySlot()
    {
        using var command = database.Command("SELECT slot, COUNT(*) FROM (SELECT slot FROM request UNION ALL SELECT slot FROM delayed) GROUP BY slot");
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<long, long>();
        while (rows.Read())
        {
            counts.Add(rows.GetInt64(0), rows.GetInt64(1));
        }

        return counts;
    }

    public void Insert(JobSlot slot, StoredRequest request, DateTimeOffset? due)
    {
        var ((id, rank, order), deliveries, data) = request;
        if (due is { } time)
        {
            _insertDelayed.Run(id, time.UtcTicks, order, rank, deliveries, data);
            _delayed++;
        }
        else
        {
            _insert.Run(id, rank, order, deliveries, data);
        }

        slot.Offer(request.Key);
    }

    public void Delete(RequestKey key) => _delete.Run(key.Slot, key.Rank, key.Id);

    public StoredRequest? Find(RequestKey key) => One(_find, key);

    /// <summary>Counts one delivery more.</summary>
    /// <returns>Null if it has been completed.</returns>
    public StoredRequest? Deliver(RequestKey key) => One(_deliver, key);

    /// <summary>The next requests that may go, without those that are leased.</summary>
    public List<StoredRequest> Peek(JobSlot slot, int count)
    {
        var found = new List<StoredRequest>(count);
        using var rows = _read.Read(slot.Id, slot.TakenUpTo.Rank, slot.TakenUpTo.Id);
        while (found.Count < count && rows.Read())
        {
            if (!slot.Leased.Contains(rows.GetInt64(1)))
            {
                found.Add(new(new(slot.Id, rows.GetInt64(0), rows.GetInt64(1)), rows.GetInt32(2), (byte[])rows.GetValue(3)));
            }
        }

        return found;
    }

    /// <summary>Lets those go whose time has come.</summary>
    public void ReleaseDue(JobSlot slot, DateTimeOffset now)
    {
        if (NextDue(slot.Id) is { } next && next.NotBefore <= now)
        {
            _release.Run(slot.Id, now.UtcTicks);
            _delayed -= _deleteDue.Run(slot.Id, now.UtcTicks);
            slot.Offer(new(slot.Id, long.MinValue, long.MinValue));
        }
    }

    /// <summary>The first of those that are not due yet.</summary>
    public SlotHead? NextDue(long slot)
    {
        if (_delayed == 0)
        {
            return null;
        }

        using var rows = _nextDue.Read(slot);
        return rows.Read() ? new((int)-rows.GetInt64(1), new DateTimeOffset(rows.GetInt64(0), TimeSpan.Zero)) : null;
    }

    private static StoredRequest? One(SqliteCommand command, RequestKey key)
    {
        using var rows = command.Read(key.Slot, key.Rank, key.Id);
        return rows.Read() ? new(key, rows.GetInt32(0), (byte[])rows.GetValue(1)) : null;
    }
}
