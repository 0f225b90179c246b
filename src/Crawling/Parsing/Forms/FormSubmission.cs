using System.Text;
using AngleSharp.Dom;
using Crawling.Parsing;

namespace Crawling.Forms;

/// <summary>Submits a form of a page (HTML standard, section 4.10.22.3).</summary>
internal static class FormSubmission
{
    public static Request Create(Response response, IEnumerable<KeyValuePair<string, string>> fields, string? wanted, string? click)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(fields);
        var form = FormFinder.Find(response, wanted);
        var controls = FormControls.Of(form);
        var button = FormButtons.Find(controls, click);
        var encoding = EncodingOf(form, response);
        var entries = FormEntries.Of(controls, button, encoding);
        Replace(entries, fields);

        var url = ActionOf(form, button, response);
        return MethodOf(form, button) == "post"
            ? FormEncoding.Post(url, entries.ConvertAll(entry => entry.Normalized()), TypeOf(form, button), encoding)
            : FormEncoding.Get(url, entries.ConvertAll(entry => entry.Normalized()), encoding);
    }

    /// <summary>Puts the author's values in the places of the form's own.</summary>
    private static void Replace(List<FormEntry> entries, IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var field in fields.GroupBy(field => field.Key, StringComparer.Ordinal))
        {
            var place = entries.FindIndex(entry => entry.Name == field.Key);
            entries.RemoveAll(entry => entry.Name == field.Key);
            var values = field.Where(value => value.Value is not null).Select(value => new FormEntry(value.Key, value.Value));
            entries.InsertRange(place < 0 ? entries.Count : place, values);
        }
    }

    private static Url ActionOf(IElement form, IElement? button, Response response)
    {
        var action = button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var url = string.IsNullOrEmpty(action) ? response.Url : response.UrlJoin(action);
        return url.Scheme is "http" or "https" ? url : throw new ArgumentException(
            $"The form of {response.Url} is sent to '{url}', which is not http or https.", nameof(form));
    }

    private static string MethodOf(IElement form, IElement? button) => Setting(form, button, "method") is var method and not "dialog"
        ? method
        : throw new ArgumentException("The form closes a dialog of its page; it sends nothing.", nameof(form));

    private static string TypeOf(IElement form, IElement? button) => Setting(form, button, "enctype");

    /// <summary>The button's own goes before the form's.</summary>
    private static string Setting(IElement form, IElement? button, string name) =>
        (button?.GetAttribute($"form{name}") ?? form.GetAttribute(name) ?? "").ToLowerInvariant();

    private static Encoding EncodingOf(IElement form, Response response)
    {
        var encoding = form.GetAttribute("accept-charset") is { } labels
            ? labels.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(EncodingLabels.Find).FirstOrDefault(found => found is not null)
            : response.Encoding;

        // "Get an output encoding" of the Encoding standard: nobody is sent UTF-16.
        return encoding is null || encoding.Equals(EncodingLabels.Utf16Le) || encoding.Equals(EncodingLabels.Utf16Be) ? EncodingLabels.Utf8 : encoding;
    }
}
