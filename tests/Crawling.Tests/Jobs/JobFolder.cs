using Crawling.Jobs;
using Crawling.Testing;

namespace Crawling.Tests.Jobs;

/// <summary>A job without a crawl, in a folder of its own.</summary>
internal sealed class JobFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-");
    private readonly FakeTime _time;
    private StoreThread? _thread;
    private JobDatabase? _database;

    public JobFolder(FakeTime time)
    {
        _time = time;
        Reopen();
    }

    public string Path => _folder.FullName;

    public JobFrontier Frontier { get; private set; } = null!;

    /// <summary>Opens what is in the folder, without an end in order before.</summary>
    public JobState Reopen()
    {
        Close();
        _database = JobDatabase.Open(System.IO.Path.Combine(Path, "job.db"), new JobOptions());
        var store = new JobStore(_database, new RequestCodec(new CallbackNames(new SpiderOf())), FrontierOrder.FirstInFirstOut, _time, recordSize: 1 << 20);
        var state = store.Load();
        _thread = new StoreThread(static () => { });
        _thread.Start(_database, store);
        Frontier = new JobFrontier(_thread);
        return state;
    }

    /// <summary>Ends in order.</summary>
    public Task CloseAsync() => _thread!.DoAsync(store =>
    {
        store.Close([]);
        return true;
    });

    /// <summary>Lets others have the folder, until it is opened again.</summary>
    public void Release() => Close();

    public void Dispose()
    {
        Close();
        _folder.Delete(recursive: true);
    }

    private void Close()
    {
        _thread?.Dispose();
        _database?.Dispose();
    }
}
