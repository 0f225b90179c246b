using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Requests that were set aside. On the job's thread.</summary>
internal sealed class DeadLetterTable(JobDatabase database)
{
    private readonly SqliteCommand _insert = database.Command("INSERT INTO dead (slot, rank, time, reason, data) VALUES ($0, $1, $2, $3, $4)", 5);

    public void Add(StoredRequest request, string reason, DateTimeOffset time) =>
        _insert.Run(request.Key.Slot, request.Key.Rank, time.UtcTicks, reason, request.Data);
}
