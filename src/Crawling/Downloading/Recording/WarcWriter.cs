using System.IO.Compression;

namespace Crawling.Recording;

/// <summary>A WARC file that is written: each record is a gzip member of its own, so that a file cut short loses its last record only. Records
/// given together stand together.</summary>
internal sealed class WarcWriter : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly FileStream _file;
    private readonly bool _isCompressed;
    private long _length;

    /// <param name="path">The file, for its owner's eyes only if it is made.</param>
    /// <param name="resumeAt">What of it is kept, in bytes; null to begin anew.</param>
    /// <exception cref="SettingsException">There is less of it than is to be kept.</exception>
    public WarcWriter(string path, long? resumeAt)
    {
        _isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _file = new FileStream(path, Access(resumeAt is null ? FileMode.Create : FileMode.OpenOrCreate));
        _length = resumeAt ?? 0;
        if (_length - _file.Length is > 0 and var missing)
        {
            _file.Dispose();
            throw new SettingsException(
                $"The recording {path} is shorter than the job has left it, by {missing} bytes. Put it back, or begin the job anew with --restart.");
        }

        _file.SetLength(_length);
        _file.Position = _length;
    }

    /// <summary>The length of what is whole, and given to the operating system.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <exception cref="IOException">It could not be written; nothing of it is.</exception>
    public async Task WriteAsync(params WarcRecord[] records)
    {
        await _turn.WaitAsync();
        try
        {
            foreach (var record in records)
            {
                await WriteAsync(record);
            }

            await _file.FlushAsync();
            Volatile.Write(ref _length, _file.Position);
        }
        catch (IOException)
        {
            _file.SetLength(_length);
            _file.Position = _length;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await _file.DisposeAsync();
    }

    private async Task WriteAsync(WarcRecord record)
    {
        if (_isCompressed)
        {
            await using var member = new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true);
            await record.WriteAsync(member);
        }
        else
        {
            await record.WriteAsync(_file);
        }
    }

    private static FileStreamOptions Access(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
