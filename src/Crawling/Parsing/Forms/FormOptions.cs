using AngleSharp.Dom;

namespace Crawling.Forms;

/// <summary>What of a select is selected.</summary>
internal static class FormOptions
{
    public static IEnumerable<string> ValuesOf(IElement select)
    {
        var options = select.QuerySelectorAll("option");
        var selected = options.Where(option => option.HasAttribute("selected")).ToList();
        if (!select.HasAttribute("multiple"))
        {
            var shown = int.TryParse(select.GetAttribute("size"), out var size) ? size : 1;
            var chosen = selected.LastOrDefault() ?? (shown > 1 ? null : options.FirstOrDefault(option => !IsDisabled(option)));
            selected = chosen is null ? [] : [chosen];
        }

        return selected.Where(option => !IsDisabled(option)).Select(ValueOf);
    }

    private static bool IsDisabled(IElement option) =>
        option.HasAttribute("disabled") || (option.ParentElement is { LocalName: "optgroup" } group && group.HasAttribute("disabled"));

    private static string ValueOf(IElement option) => option.GetAttribute("value")
        ?? string.Join(' ', option.TextContent.Split(['\t', '\n', '\f', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
}
