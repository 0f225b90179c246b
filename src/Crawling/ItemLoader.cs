using Crawling.Items;

namespace Crawling;

/// <summary>
/// Collects the values of an item's fields, then makes the item. Each value passes the input processor of its field when it is added, all of them
/// the output processor when the item is made; then they are converted to the field's type. Fields go by the names of the properties:
/// <c>nameof(Book.Title)</c>.
/// </summary>
/// <typeparam name="TItem">A class or record, whose properties may be <c>init</c> only or parameters of its constructor; or <see cref="DynamicItem"/>.</typeparam>
public class ItemLoader<TItem>
    where TItem : class
{
    private readonly Selector? _selector;
    private readonly LoadedFields _fields;

    /// <summary>Takes values from a page.</summary>
    public ItemLoader(Response response)
        : this((response ?? throw new ArgumentNullException(nameof(response))).Selector)
    {
    }

    /// <summary>Takes values from a part of a page; without one, only those that are given.</summary>
    public ItemLoader(Selector? selector = null)
        : this(selector, new LoadedFields(LoadedShape.Of(typeof(TItem))))
    {
    }

    private ItemLoader(Selector? selector, LoadedFields fields)
    {
        _selector = selector;
        _fields = fields;
    }

    /// <summary>What is done with the values of a field without an input processor. Default: <see cref="FieldProcessors.Identity"/>.</summary>
    public FieldProcessor DefaultInput
    {
        get => _fields.DefaultInput;
        set => _fields.DefaultInput = value;
    }

    /// <summary>What is done at the end with the values of a field without an output processor. Default (null): all of them for a list, the first
    /// that is not empty for anything else.</summary>
    public FieldProcessor? DefaultOutput
    {
        get => _fields.DefaultOutput;
        set => _fields.DefaultOutput = value;
    }

    private Selector Page => _selector
        ?? throw new InvalidOperationException("This loader has no page to take values from: give it a Response or a Selector, or use AddValue.");

    /// <summary>Sets what is done with values of a field as they are added.</summary>
    /// <exception cref="ArgumentException">The item has no such field.</exception>
    public ItemLoader<TItem> Input(string field, params FieldProcessor[] processors)
    {
        _fields.Of(field).Input = FieldProcessors.Compose(processors);
        return this;
    }

    /// <summary>Sets what is done with the values of a field when the item is made.</summary>
    /// <exception cref="ArgumentException">The item has no such field.</exception>
    public ItemLoader<TItem> Output(string field, params FieldProcessor[] processors)
    {
        _fields.Of(field).Output = FieldProcessors.Compose(processors);
        return this;
    }

    /// <summary>Adds what a CSS selector finds.</summary>
    /// <param name="field">The property's name.</param>
    /// <param name="query">The selector.</param>
    /// <param name="processors">What is done first, before the field's own input processor.</param>
    /// <exception cref="ArgumentException">The item has no such field, or it is not a CSS selector.</exception>
    public ItemLoader<TItem> AddCss(string field, string query, params FieldProcessor[] processors) =>
        AddValue(field, Page.Css(query).GetAll(), processors);

    /// <summary>Adds what an XPath expression gives.</summary>
    /// <param name="field">The property's name.</param>
    /// <param name="query">The expression.</param>
    /// <param name="processors">What is done first, before the field's own input processor.</param>
    /// <exception cref="ArgumentException">The item has no such field, or it is not an XPath expression.</exception>
    public ItemLoader<TItem> AddXPath(string field, string query, params FieldProcessor[] processors) =>
        AddValue(field, Page.XPath(query).GetAll(), processors);

    /// <summary>Adds a value, or each of a list; null adds nothing.</summary>
    /// <param name="field">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="processors">What is done first, before the field's own input processor.</param>
    /// <exception cref="ArgumentException">The item has no such field.</exception>
    public ItemLoader<TItem> AddValue(string field, object? value, params FieldProcessor[] processors)
    {
        _fields.Add(field, FieldProcessors.Compose(processors)(FieldValues.Of(value)));
        return this;
    }

    /// <summary>Takes back what has been added to a field.</summary>
    /// <exception cref="ArgumentException">The item has no such field.</exception>
    public ItemLoader<TItem> Clear(string field)
    {
        _fields.Of(field).Values.Clear();
        return this;
    }

    /// <summary>A loader of the same item for the first element that a CSS selector finds.</summary>
    /// <exception cref="ArgumentException">It is not a CSS selector.</exception>
    public ItemLoader<TItem> NestedCss(string query) => Nested(Page.Css(query));

    /// <summary>A loader of the same item for the first node that an XPath expression gives.</summary>
    /// <exception cref="ArgumentException">It is not an XPath expression.</exception>
    public ItemLoader<TItem> NestedXPath(string query) => Nested(Page.XPath(query));

    /// <summary>Makes the item. A field without a value is null or zero, or what the type itself gives it.</summary>
    /// <exception cref="FormatException">A value is none of its field's type; the message names both.</exception>
    public TItem Load() => (TItem)_fields.Make();

    private ItemLoader<TItem> Nested(SelectorList found) => new(found.Count > 0 ? found[0] : Selector.FromHtml(""), _fields);
}
