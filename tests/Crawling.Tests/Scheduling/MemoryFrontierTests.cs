using Crawling.Scheduling;
using Crawling.Testing;

namespace Crawling.Tests.Scheduling;

public sealed class MemoryFrontierTests : FrontierTests
{
    public MemoryFrontierTests()
        : this(new FakeTime())
    {
    }

    private MemoryFrontierTests(FakeTime time)
        : base(time, new MemoryFrontier(new FrontierOptions(), time))
    {
    }
}
