using System.Globalization;
using AngleSharp.Dom;

namespace Crawling.Forms;

/// <summary>Finds the form of a page that an author means.</summary>
internal static class FormFinder
{
    public static IElement Find(Response response, string? wanted)
    {
        var forms = response.Document.QuerySelectorAll("form");
        var found = wanted is null
            ? (forms.Length > 0 ? forms[0] : null)
            : forms.FirstOrDefault(form => form.Id == wanted)
                ?? forms.FirstOrDefault(form => form.GetAttribute("name") == wanted)
                ?? AtPlace(forms, wanted)
                ?? ByCss(response.Document, wanted);
        return found ?? throw new ArgumentException(forms.Length == 0
            ? $"{response.Url} has no form."
            : $"{response.Url} has no form '{wanted}', by id, name, place or CSS. It has {string.Join("; ", forms.Select(Describe))}.");
    }

    private static IElement? AtPlace(IHtmlCollection<IElement> forms, string wanted) =>
        int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < forms.Length ? forms[place] : null;

    private static IElement? ByCss(IDocument document, string selector)
    {
        try
        {
            return document.QuerySelectorAll(selector).Select(element => element.Closest("form")).FirstOrDefault(form => form is not null);
        }
        catch (DomException)
        {
            // It is no selector, so no form's either.
            return null;
        }
    }

    private static string Describe(IElement form, int place)
    {
        var names = string.Concat(((string[])["id", "name", "action"])
            .Where(form.HasAttribute)
            .Select(name => $" {name}=\"{form.GetAttribute(name)}\""));
        return string.Create(CultureInfo.InvariantCulture, $"{place}: <form{names}>");
    }
}
