using Crawling.Items;

namespace Crawling.Feeds;

/// <summary>The items of one response until its callback and its pipelines have ended. For one thread at a time.</summary>
/// <param name="wanted">False if there is no feed: nothing is held.</param>
internal sealed class HeldItems(bool wanted) : IDisposable
{
    private const int MemoryLimit = 1024 * 1024;

    private readonly List<HeldItem> _items = [];
    private readonly List<int> _spilledLengths = [];
    private FileStream? _file;
    private int _bytesInMemory;

    public int Count => _items.Count;

    /// <summary>Takes an item as it is now; later changes to it are not seen.</summary>
    /// <exception cref="UnwritableItemException">It cannot be written down; what is held already is unharmed.</exception>
    /// <exception cref="FeedException">The temporary file cannot be written.</exception>
    public void Add(object item)
    {
        if (!wanted)
        {
            return;
        }

        var type = ItemType.Of(item);
        var json = type.ToJson(item);
        _items.Add(new(type.Shape, json));
        _bytesInMemory += json.Length;
        if (_bytesInMemory > MemoryLimit)
        {
            Spill();
        }
    }

    public IEnumerable<HeldItem> Read()
    {
        _file?.Seek(0, SeekOrigin.Begin);
        for (var i = 0; i < _items.Count; i++)
        {
            if (i >= _spilledLengths.Count)
            {
                yield return _items[i];
                continue;
            }

            var json = new byte[_spilledLengths[i]];
            _file!.ReadExactly(json);
            yield return _items[i] with { Json = json };
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        try
        {
            _file ??= CreateFile();
            for (var i = _spilledLengths.Count; i < _items.Count; i++)
            {
                _file.Write(_items[i].Json.Span);
                _spilledLengths.Add(_items[i].Json.Length);
                _items[i] = _items[i] with { Json = default };
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FeedException($"The items of a response cannot be held in {Path.GetTempPath()}: {error.Message}", error);
        }

        _bytesInMemory = 0;
    }

    private static FileStream CreateFile()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete);

        // Deleted while it is open, so that even a killed process leaves nothing behind.
        File.Delete(path);
        return file;
    }
}
