namespace Crawling;

/// <summary>A page that <c>crawler check</c> tries this callback on: a contract, together with <see cref="ReturnsAttribute"/> and
/// <see cref="ScrapesAttribute"/>.</summary>
/// <param name="url">The page's URL.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SampleAttribute(string url) : Attribute
{
    /// <summary>The page's URL.</summary>
    public string Url => url;
}
