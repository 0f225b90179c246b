using System.Globalization;

namespace Crawling.Feeds;

/// <summary>How a feed is written, in words.</summary>
internal static class FeedForm
{
    public static string Of(FeedOptions options, FeedFormat format)
    {
        List<string> form = [format.Name];
        if (options.ItemTypes.Count > 0)
        {
            form.Add($"only {string.Join(" and ", options.ItemTypes)}");
        }

        if (options.Fields.Count > 0)
        {
            form.Add($"with the fields {string.Join(" ", options.Fields)}");
        }

        if (options.BatchItems is { } items)
        {
            form.Add(string.Create(CultureInfo.InvariantCulture, $"{items} items a file"));
        }

        if (options.EscapeFormulas)
        {
            form.Add("formulas escaped");
        }

        return string.Join(", ", form);
    }
}
