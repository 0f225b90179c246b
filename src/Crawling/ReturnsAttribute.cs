namespace Crawling;

/// <summary>How much a callback yields for each of its samples (<see cref="SampleAttribute"/>): <c>3</c>, <c>1..</c>, <c>..10</c> or <c>1..10</c>.</summary>
/// <param name="items">The number of items. Default: any.</param>
/// <param name="requests">The number of requests. Default: any.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReturnsAttribute(string? items = null, string? requests = null) : Attribute
{
    /// <summary>The number of items; null is any.</summary>
    public string? Items => items;

    /// <summary>The number of requests; null is any.</summary>
    public string? Requests => requests;
}
