namespace Crawling.Serving;

/// <summary>What is not asked of those who call an endpoint, because it tells no secret; without it, all is asked.</summary>
/// <param name="WithoutToken">They need no token.</param>
/// <param name="ByAnyName">They may call the service by other names than its own.</param>
internal sealed record Access(bool WithoutToken, bool ByAnyName = false);
