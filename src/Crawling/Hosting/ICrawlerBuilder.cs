namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what the crawls of a host consist of.</summary>
public interface ICrawlerBuilder
{
    /// <summary>Where it is registered.</summary>
    IServiceCollection Services { get; }
}
