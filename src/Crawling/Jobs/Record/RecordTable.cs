using System.Text;
using Crawling.Scheduling;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>
/// What became of the requests: a row for each commit, appended, which costs the crawl next to nothing; whoever looks for a URL reads all of
/// them. Requests and drops have half of the room each, so that a trap's drops do not push out the pages. On the job's thread.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="limit">Bytes that are kept, about.</param>
internal sealed class RecordTable(JobDatabase database, long limit)
{
    public const string RequestsKey = "record/requests";
    public const string DropsKey = "record/drops";

    private readonly SqliteCommand _insert = database.Command("INSERT INTO record (kind, id, entries) VALUES ($0, $1, $2)", 3);
    private readonly SqliteCommand _deleteFirst = database.Command(
        "DELETE FROM record WHERE (kind, id) = (SELECT kind, MIN(id) FROM record WHERE kind = $0) RETURNING LENGTH(entries)", 1);

    private readonly Half[] _halves = [Load(database, RequestsKey, 0), Load(database, DropsKey, 1)];

    /// <summary>False if the change is none of the record's.</summary>
    public bool TryAdd(StateChange change)
    {
        if (Array.Find(_halves, half => half.Key == change.Key) is not { } half)
        {
            return false;
        }

        _insert.Run(half.Kind, ++half.LastId, change.Value);
        half.Size += change.Value!.Length;
        while (half.Size > limit / 2 && _deleteFirst.Number(half.Kind) is { } freed)
        {
            half.Size -= freed;
        }

        return true;
    }

    /// <summary>The entries of a database, the oldest of each half first.</summary>
    public static IEnumerable<RecordEntry> All(JobDatabase database)
    {
        if (!database.HasRecord)
        {
            yield break;
        }

        using var command = database.Command("SELECT entries FROM record ORDER BY kind, id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            using var reader = new BinaryReader(new MemoryStream((byte[])rows.GetValue(0)), Encoding.UTF8);
            foreach (var entry in reader.ReadEach(RecordEntry.Read))
            {
                yield return entry;
            }
        }
    }

    private static Half Load(JobDatabase database, string key, long kind)
    {
        long Number(string what) => database.Number($"SELECT COALESCE({what}, 0) FROM record WHERE kind = {kind}");
        return new Half(key, kind) { LastId = Number("MAX(id)"), Size = Number("SUM(LENGTH(entries))") };
    }

    private sealed class Half(string key, long kind)
    {
        public string Key => key;

        public long Kind => kind;

        public long LastId { get; set; }

        public long Size { get; set; }
    }
}
