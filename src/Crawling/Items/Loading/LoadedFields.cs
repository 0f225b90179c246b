namespace Crawling.Items;

/// <summary>What an item loader and those nested in it have collected.</summary>
internal sealed class LoadedFields(LoadedShape shape)
{
    private readonly OrderedDictionary<string, LoadedField> _fields = new(StringComparer.Ordinal);

    public FieldProcessor DefaultInput { get; set; } = FieldProcessors.Identity;

    public FieldProcessor? DefaultOutput { get; set; }

    /// <exception cref="ArgumentException">The item has no such field.</exception>
    public LoadedField Of(string field)
    {
        if (!_fields.TryGetValue(field, out var loaded))
        {
            shape.Check(field);
            _fields[field] = loaded = new();
        }

        return loaded;
    }

    public void Add(string field, object? result)
    {
        var loaded = Of(field);
        var input = loaded.Input ?? DefaultInput;
        loaded.Values.AddRange(FieldValues.Of(input(FieldValues.Of(result))));
    }

    public object Make()
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (var (field, loaded) in _fields)
        {
            var output = loaded.Output ?? DefaultOutput ?? shape.DefaultOutputOf(field);
            if (loaded.Values.Count > 0 && output(loaded.Values) is { } value)
            {
                values[field] = value;
            }
        }

        return shape.Make(values);
    }
}

/// <summary>The values of one field, and what is done with them.</summary>
internal sealed class LoadedField
{
    public List<object> Values { get; } = [];

    public FieldProcessor? Input { get; set; }

    public FieldProcessor? Output { get; set; }
}
