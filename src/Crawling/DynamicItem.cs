namespace Crawling;

/// <summary>An item whose fields are named as it is filled, in that order.</summary>
public sealed record DynamicItem : Item
{
    private readonly OrderedDictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>A field's value; null if it has none.</summary>
    public object? this[string field]
    {
        get => _fields.GetValueOrDefault(field);
        set => _fields[field] = value;
    }

    internal IReadOnlyDictionary<string, object?> Fields => _fields;

    /// <summary>The fields as text, for logs.</summary>
    public override string ToString() => $"{{ {string.Join(", ", _fields.Select(field => $"{field.Key} = {field.Value}"))} }}";
}
