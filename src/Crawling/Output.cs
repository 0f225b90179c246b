namespace Crawling;

/// <summary>What a callback yields: an item or a request.</summary>
public readonly struct Output
{
    private readonly object? _value;

    private Output(object? value)
    {
        _value = value;
    }

    /// <summary>The request, if it is one.</summary>
    public Request? Request => _value as Request;

    /// <summary>The item, if it is one.</summary>
    public object? Item => _value is Request ? null : _value;

    /// <summary>Yields an item.</summary>
    public static implicit operator Output(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item);
    }

    /// <summary>Yields a request; null: nothing is yielded.</summary>
    public static implicit operator Output(Request? request) => new(request);

    /// <summary>Yields any object as an item: an anonymous type, a dictionary, a class of yours.</summary>
    public static Output From(object item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item);
    }
}
