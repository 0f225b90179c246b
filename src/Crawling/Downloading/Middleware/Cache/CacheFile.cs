using System.Runtime.InteropServices;
using Crawling.Jobs;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Crawling.Cache;

/// <summary>The database that responses are kept in: one file beside its write-ahead log, shared with other processes. For one thread at a time.</summary>
internal sealed class CacheFile : IDisposable
{
    /// <summary>How many responses of one request may differ by Vary.</summary>
    private const int MostVariants = 20;

    /// <summary>How exactly the time of the last use is kept: not to the moment, so that a use need not write.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly long _maxSize;
    private readonly SqliteCommand _heads;
    private readonly SqliteCommand _body;
    private readonly SqliteCommand _use;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteUrl;
    private readonly SqliteCommand _deleteVariants;
    private readonly SqliteCommand _size;
    private readonly SqliteCommand _oldest;

    public CacheFile(SqliteConnection connection, long maxSize, TimeProvider time)
    {
        _connection = connection;
        _maxSize = maxSize;
        _time = time;
        _heads = connection.Command("SELECT id, used, head FROM response WHERE key = $0", 1);
        _body = connection.Command("SELECT body FROM response WHERE id = $0", 1);
        _use = connection.Command("UPDATE response SET used = $0 WHERE id = $1", 2);
        _insert = connection.Command(
            "REPLACE INTO response (key, url, variant, used, size, head, body) VALUES ($0, $1, $2, $3, $4, $5, $6)", 7);
        _update = connection.Command("UPDATE response SET head = $0, used = $1 WHERE id = $2", 3);
        _delete = connection.Command("DELETE FROM response WHERE id = $0", 1);
        _deleteUrl = connection.Command("DELETE FROM response WHERE url = $0", 1);
        _deleteVariants = connection.Command(
            $"DELETE FROM response WHERE key = $0 AND id NOT IN (SELECT id FROM response WHERE key = $0 ORDER BY used DESC LIMIT {MostVariants})", 1);
        _size = connection.Command(
            "SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s");
        _oldest = connection.Command("SELECT id, size FROM response ORDER BY used, id");
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>The newest response to a request that fits; null if there is none.</summary>
    /// <exception cref="InvalidDataException">What may be it is damaged; it is gone now.</exception>
    public CachedResponse? Find(byte[] key, Func<CachedHead, bool> fits)
    {
        var fitting = Heads(key).Where(stored => fits(stored.Head ?? throw Damaged(stored.Id)));
        var (id, used, head) = fitting.OrderByDescending(stored => stored.Head!.Date).ThenByDescending(stored => stored.Head!.Received).FirstOrDefault();
        if (head is null || Body(id) is not { } body)
        {
            return null;
        }

        if (body.Length != head.BodySize || !CacheKey.Digest(body).AsSpan().SequenceEqual(head.BodyDigest))
        {
            throw Damaged(id);
        }

        if (Now - used >= Precision.Ticks)
        {
            _use.Run(Now, id);
        }

        return new(id, head, body);
    }

    /// <summary>Keeps a response in the place of the one for the same requests.</summary>
    public void Put(byte[] key, byte[] url, CachedHead head, ReadOnlyMemory<byte> body)
    {
        var written = CachedHeadForm.Write(head);
        var size = written.Length + (long)body.Length;

        // It would drive out too much else.
        if (size <= _maxSize / 4)
        {
            InTransaction(() =>
            {
                MakeRoom(size);
                _insert.Run(key, url, head.Variant, Now, size, written, ArrayOf(body));
                _deleteVariants.Run(key);
            });
        }
    }

    public void Update(long id, CachedHead head) => _update.Run(CachedHeadForm.Write(head), Now, id);

    public void Remove(long id) => _delete.Run(id);

    /// <summary>Removes all responses of a URL.</summary>
    /// <returns>How many there were.</returns>
    public int RemoveAll(byte[] url) => _deleteUrl.Run(url);

    public void Dispose() => _connection.Dispose();

    /// <returns>Null for the head of one that is damaged.</returns>
    private List<(long Id, long Used, CachedHead? Head)> Heads(byte[] key)
    {
        var heads = new List<(long, long, CachedHead?)>();
        using var rows = _heads.Read(key);
        while (rows.Read())
        {
            heads.Add((rows.GetInt64(0), rows.GetInt64(1), CachedHeadForm.Read(rows.GetFieldValue<byte[]>(2))));
        }

        return heads;
    }

    /// <returns>Null if another process has removed it meanwhile.</returns>
    private byte[]? Body(long id)
    {
        using var rows = _body.Read(id);
        return rows.Read() ? rows.GetFieldValue<byte[]>(0) : null;
    }

    private InvalidDataException Damaged(long id)
    {
        Remove(id);
        return new("A stored response is damaged.");
    }

    private void InTransaction(Action work)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            _connection.Execute("COMMIT");
        }
        catch
        {
            // SQLite may have done so by itself, as it does when the disk is full.
            if (sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                _connection.Execute("ROLLBACK");
            }

            throw;
        }
    }

    /// <summary>Lets the responses go that were used longest ago, a tenth of all at once, so that not every new one has to.</summary>
    private void MakeRoom(long size)
    {
        var excess = _size.Number()!.Value + size - _maxSize;
        if (excess <= 0)
        {
            return;
        }

        var goal = excess + (_maxSize / 10);
        var oldest = new List<long>();
        using (var rows = _oldest.Read())
        {
            while (goal > 0 && rows.Read())
            {
                oldest.Add(rows.GetInt64(0));
                goal -= rows.GetInt64(1);
            }
        }

        oldest.ForEach(Remove);
    }

    private static byte[] ArrayOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array) && array.Count == array.Array!.Length ? array.Array : body.ToArray();
}
