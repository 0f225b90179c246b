using Crawling.Testing.Faults;

namespace Crawling.Testing;

/// <summary>One way in which a server fails, and what a crawl is to make of it.</summary>
public sealed class Fault
{
    internal Fault(string name, string summary, Func<FaultConnection, Task> serve, params FailureReason[] reasons)
    {
        Name = name;
        Summary = summary;
        Serve = serve;
        Reasons = reasons;
    }

    /// <summary>What it is asked for by, such as <c>gzip-bomb</c>.</summary>
    public string Name { get; }

    /// <summary>What the server does, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>What a request to it may fail with; empty if it brings a response.</summary>
    public IReadOnlyList<FailureReason> Reasons { get; }

    internal Func<FaultConnection, Task> Serve { get; }

    internal string Scheme { get; init; } = Uri.UriSchemeHttp;

    /// <summary>Whether robots.txt is served as all else is; the others have none.</summary>
    internal bool IsOfRobots { get; init; }

    /// <summary>Whether connections are left to wait in the queue of the system, which is full.</summary>
    internal bool NeverAccepts { get; init; }

    internal string Path { get; init; } = "/";

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
