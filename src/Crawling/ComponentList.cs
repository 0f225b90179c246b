using System.Collections;

namespace Crawling;

/// <summary>Components by their types, in the order they take effect. They are made by dependency injection, once a crawl.</summary>
/// <typeparam name="TComponent">What they are.</typeparam>
public sealed class ComponentList<TComponent> : IEnumerable<Type>
    where TComponent : class
{
    private readonly List<Type> _types = [];

    /// <summary>Adds at the end.</summary>
    public ComponentList<TComponent> Add<T>()
        where T : class, TComponent => Add(typeof(T));

    /// <summary>Adds before another.</summary>
    /// <exception cref="SettingsException">The other is not in the list.</exception>
    public ComponentList<TComponent> InsertBefore<T, TNew>()
        where T : class, TComponent
        where TNew : class, TComponent
    {
        _types.Insert(IndexOf(typeof(T)), typeof(TNew));
        return this;
    }

    /// <summary>Adds behind another.</summary>
    /// <exception cref="SettingsException">The other is not in the list.</exception>
    public ComponentList<TComponent> InsertAfter<T, TNew>()
        where T : class, TComponent
        where TNew : class, TComponent
    {
        _types.Insert(IndexOf(typeof(T)) + 1, typeof(TNew));
        return this;
    }

    /// <summary>Takes out.</summary>
    /// <exception cref="SettingsException">It is not in the list.</exception>
    public ComponentList<TComponent> Remove<T>()
        where T : class, TComponent
    {
        _types.RemoveAt(IndexOf(typeof(T)));
        return this;
    }

    /// <summary>Their types, in order.</summary>
    public IEnumerator<Type> GetEnumerator() => _types.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ComponentList<TComponent> Add(Type type)
    {
        _types.Add(type);
        return this;
    }

    internal void ReplaceBy(IEnumerable<Type> types)
    {
        Type[] replacement = [.. types];
        _types.Clear();
        _types.AddRange(replacement);
    }

    private int IndexOf(Type type)
    {
        var index = _types.IndexOf(type);
        return index >= 0 ? index : throw new SettingsException(
            $"{type.Name} is not in the list of components. It holds: {string.Join(", ", _types.Select(known => known.Name))}.");
    }
}
