using Crawling.Jobs;
using Microsoft.Data.Sqlite;

namespace Crawling.Cache;

/// <summary>Opens the database of a cache.</summary>
internal static class CacheConnection
{
    /// <summary>Raised when the tables or what is in them change; those of another version are thrown away.</summary>
    private const int Version = 1;

    /// <summary>What marks a database as a cache: no other one is touched.</summary>
    private const int ApplicationId = 0x43726163;

    /// <summary>How long another process is waited for, in seconds.</summary>
    private const int Patience = 5;

    private const string Schema = """
        CREATE TABLE response (
            id INTEGER PRIMARY KEY, key BLOB NOT NULL, url BLOB NOT NULL, variant BLOB NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL,
            head BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (key, variant));
        CREATE INDEX response_url ON response (url);
        CREATE INDEX response_used ON response (used, id, size);
        """;

    static CacheConnection() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens it, made if it is missing.</summary>
    /// <exception cref="SqliteException">It cannot be used.</exception>
    /// <exception cref="SettingsException">It is the database of something else.</exception>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public static SqliteConnection Open(string path)
    {
        Create(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = Patience }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {Patience * 1000}");
            Prepare(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Moves a damaged one out of the way.</summary>
    /// <returns>Where to.</returns>
    public static string SetAside(string path)
    {
        var aside = path + ".damaged";

        // The log before the database: a log that outlives its database is taken for that of the next one.
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Move(path, aside, overwrite: true);
        return aside;
    }

    /// <summary>For its owner's eyes only, as the pages of one visitor may be.</summary>
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // One that is there is not opened beside SQLite: to close it would let go of SQLite's locks.
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_master") > 0 && connection.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new SettingsException($"{path} is a database, but not one of a cache; it was left as it is. Give cache:file another place.");
        }

        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; BEGIN IMMEDIATE");
        if (connection.Number("PRAGMA user_version") != Version)
        {
            connection.Execute($"DROP TABLE IF EXISTS response; {Schema} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        }

        connection.Execute("COMMIT");
    }
}
