namespace Crawling;

/// <summary>What a sitemap says of a page, or an index of another sitemap. What is not there, or is none of its format, is null.</summary>
/// <param name="Location">The address, http or https.</param>
/// <param name="LastModified">When it was changed last; a time without an offset is UTC.</param>
/// <param name="ChangeFrequency">How often it changes: always, hourly, daily, weekly, monthly, yearly or never.</param>
/// <param name="Priority">From 0 to 1, among the pages of the site.</param>
/// <param name="Alternates">The page in other languages or for other devices, itself among them if it is listed; on any host.</param>
public sealed record SitemapEntry(
    Url Location, DateTimeOffset? LastModified, string? ChangeFrequency, double? Priority, IReadOnlyList<Url> Alternates);
