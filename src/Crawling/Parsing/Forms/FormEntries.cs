using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Crawling.Parsing;

namespace Crawling.Forms;

/// <summary>What the controls of a form send (HTML standard, section 4.10.22.4, "constructing the entry list").</summary>
internal sealed class FormEntries
{
    private readonly List<FormEntry> _entries = [];
    private readonly Dictionary<string, IElement> _checkedRadios = new(StringComparer.Ordinal);
    private readonly IElement? _button;
    private readonly Encoding _encoding;

    private FormEntries(IEnumerable<IElement> controls, IElement? button, Encoding encoding)
    {
        _button = button;
        _encoding = encoding;

        // Of those that are checked in a group, the last one stays so.
        foreach (var radio in controls.Where(control => control.LocalName == "input" && FormButtons.TypeOf(control) == "radio" && control.HasAttribute("checked")))
        {
            _checkedRadios[NameOf(radio)] = radio;
        }
    }

    public static List<FormEntry> Of(IReadOnlyList<IElement> controls, IElement? button, Encoding encoding)
    {
        var entries = new FormEntries(controls, button, encoding);
        foreach (var control in controls.Where(control => !FormControls.IsBarred(control)))
        {
            entries.Add(control);
        }

        return entries._entries;
    }

    private static string NameOf(IElement control) => control.GetAttribute("name") ?? "";

    private void Add(IElement control)
    {
        var name = NameOf(control);
        if (FormButtons.IsButton(control) && control != _button)
        {
            return;
        }

        if (FormButtons.IsImage(control))
        {
            // Where it was clicked: at its corner, as by a key.
            var prefix = name.Length > 0 ? $"{name}." : "";
            _entries.AddRange([new($"{prefix}x", "0"), new($"{prefix}y", "0")]);
        }
        else if (name.Length > 0)
        {
            AddNamed(control, name);
        }
    }

    private void AddNamed(IElement control, string name)
    {
        switch (control.LocalName)
        {
            case "select":
                _entries.AddRange(FormOptions.ValuesOf(control).Select(value => new FormEntry(name, value)));
                return;
            case "input" when !IsChosen(control, name):
                return;
            case "input" when FormButtons.TypeOf(control) == "file":
                _entries.Add(new FormEntry(name, "", IsFile: true));
                return;
            default:
                _entries.Add(new FormEntry(name, ValueOf(control)));
                break;
        }

        if (control.GetAttribute("dirname") is { Length: > 0 } direction && control.LocalName is not "button")
        {
            var isRightToLeft = "rtl".Equals(control.Closest("[dir]")?.GetAttribute("dir"), StringComparison.OrdinalIgnoreCase);
            _entries.Add(new FormEntry(direction, isRightToLeft ? "rtl" : "ltr"));
        }
    }

    private bool IsChosen(IElement input, string name) => FormButtons.TypeOf(input) switch
    {
        "checkbox" => input.HasAttribute("checked"),
        "radio" => _checkedRadios.GetValueOrDefault(name) == input,
        _ => true,
    };

    private string ValueOf(IElement control)
    {
        if (control.LocalName == "textarea")
        {
            return control.TextContent;
        }

        var value = control.GetAttribute("value");
        return control.LocalName == "button" ? value ?? "" : FormButtons.TypeOf(control) switch
        {
            "checkbox" or "radio" => value ?? "on",
            "hidden" when NameOf(control).Equals("_charset_", StringComparison.OrdinalIgnoreCase) => EncodingLabels.NameOf(_encoding),
            "hidden" or "submit" => value ?? "",
            "color" => value ?? "#000000",
            "range" => RangeOf(control, value),
            "email" or "url" => WithoutBreaks(value).Trim(),
            _ => WithoutBreaks(value),
        };
    }

    private static string WithoutBreaks(string? value) =>
        (value ?? "").Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    /// <summary>A slider always stands somewhere: in the middle, if nothing is said.</summary>
    private static string RangeOf(IElement control, string? value)
    {
        if (Number(value) is not null)
        {
            return value!;
        }

        var least = Number(control.GetAttribute("min")) ?? 0;
        var most = Number(control.GetAttribute("max")) ?? 100;
        return (least + (Math.Max(0, most - least) / 2)).ToString(CultureInfo.InvariantCulture);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
