using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Crawling;

/// <summary>The values of a field of an item, read as they are asked for. For the code that the compiler writes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ExtractedValues<T>
{
    private readonly ExtractedField _field;

    internal ExtractedValues(ExtractedField field, IEnumerable<T> all)
    {
        _field = field;
        All = all;
    }

    /// <summary>All of them.</summary>
    /// <exception cref="DropItemException">One is unreadable.</exception>
    public IEnumerable<T> All { get; }

    /// <summary>The first.</summary>
    /// <exception cref="DropItemException">There is none, or it is unreadable.</exception>
    public T One() => TryOne(out var value) ? value : throw _field.Missing();

    /// <summary>The first, if there is one.</summary>
    /// <exception cref="DropItemException">It is unreadable.</exception>
    public bool TryOne([MaybeNullWhen(false)] out T value)
    {
        foreach (var one in All)
        {
            value = one;
            return true;
        }

        value = default;
        return false;
    }
}
