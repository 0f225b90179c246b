using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Requests that were set aside. On the job's thread.</summary>
internal sealed class DeadLetterTable(JobDatabase database)
{
    private readonly SqliteCommand _insert = database.Command("INSERT INTO dead (slot, rank, time, reason, data) VALUES ($0, $1, $2, $3, $4)", 5);

    public void Add(StoredRequest request, string reason, DateTimeOffset time) =>
        _insert.Run(request.Key.Slot, request.Key.Rank, time.UtcTicks, reason, request.Data);

    /// <summary>The oldest first.</summary>
    public IEnumerable<DeadLetter> All()
    {
        using var command = database.Command("SELECT time, reason, data FROM dead ORDER BY id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new(new DateTimeOffset(rows.GetInt64(0), TimeSpan.Zero), RequestCodec.ReadUrl((byte[])rows.GetValue(2)), rows.GetString(1));
        }
    }

    /// <summary>Puts all of them back among the requests, as if they had never been tried.</summary>
    /// <param name="firstId">The first id that is free.</param>
    /// <returns>How many there were.</returns>
    public int PutBack(long firstId)
    {
        using var insert = database.Command(
            "INSERT INTO request (slot, rank, id, deliveries, data) SELECT slot, rank, $0 + ROW_NUMBER() OVER (ORDER BY id) - 1, 0, data FROM dead", 1);
        var count = insert.Run(firstId);
        database.Execute("DELETE FROM dead");
        return count;
    }
}

/// <summary>A request that was set aside.</summary>
internal sealed record DeadLetter(DateTimeOffset Time, string Url, string Reason);
