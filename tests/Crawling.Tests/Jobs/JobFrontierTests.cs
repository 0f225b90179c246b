using Crawling.Testing;
using Crawling.Tests.Scheduling;

namespace Crawling.Tests.Jobs;

public sealed class JobFrontierTests : FrontierTests, IDisposable
{
    private readonly JobFolder _folder;

    public JobFrontierTests()
        : this(new FakeTime())
    {
    }

    private JobFrontierTests(FakeTime time)
        : this(time, new JobFolder(time))
    {
    }

    private JobFrontierTests(FakeTime time, JobFolder folder)
        : base(time, folder.Frontier)
    {
        _folder = folder;
    }

    public void Dispose() => _folder.Dispose();
}
