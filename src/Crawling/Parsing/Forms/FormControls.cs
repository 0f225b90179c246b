using AngleSharp.Dom;

namespace Crawling.Forms;

/// <summary>The controls of a form (HTML standard, section 4.10.17.3, "form owner").</summary>
internal static class FormControls
{
    /// <summary>In tree order.</summary>
    public static List<IElement> Of(IElement form)
    {
        var controls = new List<IElement>();
        IElement? empty = null;
        foreach (var element in form.Owner!.All)
        {
            if (element.LocalName == "form")
            {
                empty = IsEmptyInTable(element) ? element : null;
            }
            else if (element.LocalName is "input" or "button" or "select" or "textarea" && IsOf(element, form, empty))
            {
                controls.Add(element);
            }
        }

        return controls;
    }

    /// <summary>Whether a control is barred from being sent: by itself, by a fieldset unless it is in its first legend, or in a datalist.</summary>
    public static bool IsBarred(IElement control)
    {
        var isBarred = control.HasAttribute("disabled");
        var child = control;
        for (var parent = control.ParentElement; parent is not null && !isBarred; child = parent, parent = parent.ParentElement)
        {
            isBarred = parent.LocalName == "datalist"
                || (parent.LocalName == "fieldset" && parent.HasAttribute("disabled") && !IsFirstLegend(child, parent));
        }

        return isBarred;
    }

    private static bool IsOf(IElement control, IElement form, IElement? empty) =>
        control.GetAttribute("form") is { } id
            ? id.Length > 0 && id == form.Id
            : (control.Closest("form") ?? (empty?.Closest("table")?.Contains(control) == true ? empty : null)) == form;

    /// <summary>Between the parts of a table a form can hold nothing: the parser closes it at once, and gives it the controls that follow.</summary>
    private static bool IsEmptyInTable(IElement form) =>
        form.ParentElement?.LocalName is "table" or "tbody" or "thead" or "tfoot" or "tr" && form.FirstElementChild is null;

    private static bool IsFirstLegend(IElement child, IElement fieldset) =>
        child.LocalName == "legend" && fieldset.Children.First(element => element.LocalName == "legend") == child;
}
