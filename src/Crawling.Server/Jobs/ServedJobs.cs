using Crawling.Jobs;
using Microsoft.Data.Sqlite;

namespace Crawling.Serving;

/// <summary>All jobs, in a database: what it has taken up outlives the service, and the machine. From any thread.</summary>
internal sealed class ServedJobs : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS job (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, alias TEXT UNIQUE, spider TEXT NOT NULL, state TEXT NOT NULL,
            priority REAL NOT NULL, begun INTEGER NOT NULL, data TEXT NOT NULL, statistics TEXT);
        CREATE INDEX IF NOT EXISTS job_state ON job (state, priority);
        """;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    static ServedJobs() => SQLitePCL.Batteries_V2.Init();

    private ServedJobs(SqliteConnection connection) => _connection = connection;

    /// <exception cref="SettingsException">The database is damaged or cannot be written.</exception>
    public static ServedJobs Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            connection.Execute(Schema);
            return new(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new SettingsException($"The service's database {path} cannot be used: {error.Message}", error);
        }
    }

    /// <exception cref="ServeException">Another job has its alias.</exception>
    public void Add(ServedJob job)
    {
        lock (_lock)
        {
            try
            {
                using var insert = _connection.Command("INSERT INTO job (id, alias, spider, state, priority, begun, data) VALUES ($0, $1, $2, $3, $4, 0, $5)", 6);
                insert.Run(job.Id, job.Alias, job.Spider, $"{job.State}", job.Priority, ServeJson.Write(job));
            }
            catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                throw new ServeException(409, $"There is a job '{job.Alias}' already.");
            }
        }
    }

    /// <summary>By id or alias; null if there is none.</summary>
    public ServedJob? Find(string id)
    {
        lock (_lock)
        {
            return Read("SELECT data FROM job WHERE id = $0 OR alias = $0", id).SingleOrDefault();
        }
    }

    /// <summary>Changes a job, if the change gives another one.</summary>
    /// <returns>What it is now; null if there is none.</returns>
    public ServedJob? Change(string id, Func<ServedJob, ServedJob> change)
    {
        lock (_lock)
        {
            if (Find(id) is not { } job)
            {
                return null;
            }

            var changed = change(job);
            using var update = _connection.Command("UPDATE job SET state = $1, begun = $2, data = $3 WHERE id = $0", 4);
            update.Run(changed.Id, $"{changed.State}", changed.Started is null ? 0 : 1, ServeJson.Write(changed));
            return changed;
        }
    }

    /// <summary>Takes the job whose turn it is: by priority; of equals those that had begun before, then the oldest.</summary>
    public ServedJob? TakeNext(DateTimeOffset now)
    {
        lock (_lock)
        {
            var next = Read($"SELECT data FROM job WHERE state = '{ServedJobState.Queued}' ORDER BY priority DESC, begun DESC, number LIMIT 1").SingleOrDefault();
            return next is null ? null : Change(next.Id, job => job with { State = ServedJobState.Running, Started = job.Started ?? now });
        }
    }

    /// <summary>Puts what ran when a former service died back into the queue.</summary>
    public void Recover()
    {
        lock (_lock)
        {
            foreach (var job in Read($"SELECT data FROM job WHERE state = '{ServedJobState.Running}'"))
            {
                Change(job.Id, old => old with { State = old.IsStopping ? ServedJobState.Stopped : ServedJobState.Queued });
            }
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="states">None: all.</param>
    /// <param name="spider">Null: all.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="limit">How many at most.</param>
    public (long Total, IReadOnlyList<ServedJob> Jobs) List(IReadOnlyList<ServedJobState> states, string? spider, int offset, int limit)
    {
        var inState = states.Count == 0 ? "" : $"state IN ('{string.Join("', '", states)}') AND ";
        var where = $"FROM job WHERE {inState}($0 IS NULL OR spider = $0)";
        lock (_lock)
        {
            using var count = _connection.Command("SELECT COUNT(*) " + where, 1);
            var total = count.Number(spider) ?? 0;
            return (total, Read($"SELECT data {where} ORDER BY number DESC LIMIT $1 OFFSET $2", spider, limit, offset));
        }
    }

    public long Count(params ReadOnlySpan<ServedJobState> states)
    {
        lock (_lock)
        {
            var sum = 0L;
            foreach (var state in states)
            {
                using var count = _connection.Command("SELECT COUNT(*) FROM job WHERE state = $0", 1);
                sum += count.Number($"{state}") ?? 0;
            }

            return sum;
        }
    }

    public bool IsAtWork(string schedule, string spider)
    {
        lock (_lock)
        {
            return Read($"SELECT data FROM job WHERE spider = $0 AND state IN ('{ServedJobState.Queued}', '{ServedJobState.Running}')", spider)
                .Any(job => job.Schedule == schedule);
        }
    }

    public void KeepStatistics(string id, string statistics)
    {
        lock (_lock)
        {
            using var update = _connection.Command("UPDATE job SET statistics = $1 WHERE id = $0", 2);
            update.Run(id, statistics);
        }
    }

    /// <summary>Those of its last run; null if none was ended in order.</summary>
    public string? Statistics(string id)
    {
        lock (_lock)
        {
            using var select = _connection.Command("SELECT statistics FROM job WHERE id = $0", 1);
            using var rows = select.Read(id);
            return rows.Read() && !rows.IsDBNull(0) ? rows.GetString(0) : null;
        }
    }

    /// <returns>False if it runs, or is not there.</returns>
    public bool Delete(string id)
    {
        lock (_lock)
        {
            using var delete = _connection.Command($"DELETE FROM job WHERE id = $0 AND state <> '{ServedJobState.Running}'", 1);
            return delete.Run(id) > 0;
        }
    }

    public void Dispose() => _connection.Dispose();

    private List<ServedJob> Read(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = _connection.Command(sql, values.Length);
        using var rows = command.Read(values);
        var jobs = new List<ServedJob>();
        while (rows.Read())
        {
            jobs.Add(ServeJson.Read<ServedJob>(rows.GetString(0)));
        }

        return jobs;
    }
}
