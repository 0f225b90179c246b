using AngleSharp.Dom;

namespace Crawling.Forms;

/// <summary>The buttons that submit a form.</summary>
internal static class FormButtons
{
    /// <summary>The one that is clicked: the first if nobody says which, none for an empty name.</summary>
    /// <exception cref="ArgumentException">There is none of that name or selector.</exception>
    public static IElement? Find(IEnumerable<IElement> controls, string? wanted)
    {
        var buttons = controls.Where(control => IsSubmit(control) && !FormControls.IsBarred(control)).ToList();
        return wanted switch
        {
            null => buttons.FirstOrDefault(),
            "" => null,
            _ => buttons.Find(button => button.GetAttribute("name") == wanted) ?? buttons.Find(button => Matches(button, wanted)) ?? throw new ArgumentException(
                $"The form has no button '{wanted}', by name or CSS. {(buttons.Count == 0 ? "It has none." : $"It has {string.Join("; ", buttons.Select(Describe))}.")}"),
        };
    }

    public static bool IsImage(IElement control) => control.LocalName == "input" && TypeOf(control) == "image";

    public static bool IsButton(IElement control) =>
        control.LocalName == "button" || (control.LocalName == "input" && TypeOf(control) is "submit" or "image" or "reset" or "button");

    public static string TypeOf(IElement control) => (control.GetAttribute("type") ?? "").ToLowerInvariant();

    private static bool IsSubmit(IElement control) => control.LocalName switch
    {
        "input" => TypeOf(control) is "submit" or "image",
        "button" => TypeOf(control) is not ("reset" or "button"),
        _ => false,
    };

    private static bool Matches(IElement button, string selector)
    {
        try
        {
            return button.Matches(selector);
        }
        catch (DomException)
        {
            // It is no selector, so no button's either.
            return false;
        }
    }

    private static string Describe(IElement button)
    {
        var names = string.Concat(((string[])["id", "name", "value"])
            .Where(button.HasAttribute)
            .Select(name => $" {name}=\"{button.GetAttribute(name)}\""));
        return $"<{button.LocalName}{names}>";
    }
}
