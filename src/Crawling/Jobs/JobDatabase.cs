using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Crawling.Jobs;

/// <summary>The database of a job: one file beside its write-ahead log. For one thread.</summary>
internal sealed class JobDatabase : IDisposable
{
    /// <summary>Raised when the tables change; a database of a higher version is not touched.</summary>
    private const int Version = 2;

    private const string Patience = "PRAGMA busy_timeout = 5000";

    private const string Schema = """
        CREATE TABLE slot (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE request (
            slot INTEGER NOT NULL, rank INTEGER NOT NULL, id INTEGER NOT NULL, deliveries INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (slot, rank, id)) WITHOUT ROWID;
        CREATE TABLE delayed (
            slot INTEGER NOT NULL, due INTEGER NOT NULL, id INTEGER NOT NULL, rank INTEGER NOT NULL, deliveries INTEGER NOT NULL,
            data BLOB NOT NULL, PRIMARY KEY (slot, due, id)) WITHOUT ROWID;
        CREATE TABLE lease (id INTEGER PRIMARY KEY, alone INTEGER NOT NULL, keys BLOB NOT NULL);
        CREATE TABLE seen (id INTEGER PRIMARY KEY, fingerprints BLOB NOT NULL);
        CREATE TABLE dead (
            id INTEGER PRIMARY KEY, slot INTEGER NOT NULL, rank INTEGER NOT NULL, time INTEGER NOT NULL, reason TEXT NOT NULL,
            data BLOB NOT NULL);
        CREATE TABLE state (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Not in databases of version 1.</summary>
    private const string RecordSchema =
        "CREATE TABLE record (kind INTEGER NOT NULL, id INTEGER NOT NULL, entries BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;";

    private readonly SqliteConnection _connection;

    static JobDatabase() => SQLitePCL.Batteries_V2.Init();

    private JobDatabase(SqliteConnection connection)
    {
        _connection = connection;
    }

    /// <summary>Opens the database, made if it is missing.</summary>
    /// <exception cref="SettingsException">It is damaged, of a newer version, or cannot be read; it is left as it was.</exception>
    /// <exception cref="JobException">It cannot be written for want of room.</exception>
    public static JobDatabase Open(string path, JobOptions options) => Open(path, path, database => database.Prepare(path, options));

    /// <summary>Opens the database to look at it, whoever works on it meanwhile. Nothing is changed.</summary>
    /// <exception cref="SettingsException">It is damaged, of a newer version, or cannot be read.</exception>
    public static JobDatabase OpenToRead(string path)
    {
        // Where there is no log, nobody is at work: without the promise that it stays so, SQLite would leave a log of its own in the folder.
        var mode = File.Exists(path + "-wal") ? "mode=ro" : "mode=ro&immutable=1";
        return Open(path, $"file:{Uri.EscapeDataString(path)}?{mode}", database =>
        {
            database.Execute(Patience);
            if (database.CheckVersion(path) == 0)
            {
                throw JobDirectory.HoldsNone(Path.GetDirectoryName(path)!);
            }
        });
    }

    /// <summary>What an error of the database means for whoever runs the crawl.</summary>
    public static string Explain(Exception error) => CodeOf(error) switch
    {
        SQLITE_FULL =>
            "The job's state cannot be written: the disk is full, or the job has reached job:maxSize. What was written before is kept: make room and run the same command again.",
        SQLITE_CORRUPT or SQLITE_NOTADB =>
            $"The job's database is damaged ({error.Message}). Restore it from a copy, or begin anew with --restart.",
        _ => $"The job's state cannot be kept ({error.Message}). What was written before is kept: run the same command again.",
    };

    /// <summary>What is thrown when a job cannot be taken up.</summary>
    public static Exception Unusable(string path, Exception error) => CodeOf(error) switch
    {
        SQLITE_FULL => new JobException(Explain(error), error),
        SQLITE_BUSY or SQLITE_CANTOPEN or SQLITE_IOERR or SQLITE_PERM or SQLITE_READONLY =>
            new SettingsException($"The job database {path} cannot be opened ({error.Message}); it was left as it is.", error),
        _ => new SettingsException(
            $"The job database {path} is damaged ({error.Message}); it was left as it is. Restore it from a copy, or begin anew with --restart.", error),
    };

    /// <summary>Whether it has a record of what became of the requests.</summary>
    public bool HasRecord => Number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'record'") > 0;

    public void Execute(string sql) => _connection.Execute(sql);

    public long Number(string sql) => _connection.Number(sql);

    public SqliteCommand Command(string sql, int parameters = 0) => _connection.Command(sql, parameters);

    public void Dispose() => _connection.Dispose();

    private static JobDatabase Open(string path, string source, Action<JobDatabase> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString());
        var database = new JobDatabase(connection);
        try
        {
            connection.Open();
            prepare(database);
            return database;
        }
        catch (SqliteException error)
        {
            database.Dispose();
            throw Unusable(path, error);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static int CodeOf(Exception error) => (error as SqliteException)?.SqliteErrorCode ?? SQLITE_OK;

    /// <returns>Zero if there are no tables yet.</returns>
    private long CheckVersion(string path) => Number("PRAGMA user_version") is var version && version <= Version ? version : throw new SettingsException(
        $"The job database {path} is of version {version}; this crawler knows versions up to {Version}. Use the crawler that made it, or begin anew with --restart.");

    private void LimitSize(long bytes) => Execute($"PRAGMA max_page_count = {Math.Max(1, bytes / Number("PRAGMA page_size"))}");

    private void Prepare(string path, JobOptions options)
    {
        Execute(Patience);
        var version = CheckVersion(path);
        Execute("PRAGMA journal_mode = WAL");

        // Pages of 4 KB: one that many transactions write goes into the database once.
        Execute("PRAGMA wal_autocheckpoint = 4000");
        Execute($"PRAGMA synchronous = {(options.Durability == JobDurability.PowerLoss ? "FULL" : "NORMAL")}");
        LimitSize(options.MaxSize);
        if (version < Version)
        {
            Execute($"BEGIN; {(version == 0 ? Schema : "")} {RecordSchema} PRAGMA user_version = {Version}; COMMIT");
        }
    }
}
