using System.Collections;
using Crawling.Downloading;

namespace Crawling;

/// <summary>HTTP header fields: ordered, several values a name, names compared without case (RFC 9110, section 5.1).</summary>
public sealed class HeaderList : IEnumerable<KeyValuePair<string, string>>
{
    private List<KeyValuePair<string, string>>? _fields;

    /// <summary>The last value of a name, null if it has none. Setting replaces all its values, setting null removes them.</summary>
    /// <exception cref="ArgumentException">What is set is not a header field; see <see cref="Add(string, string)"/>.</exception>
    public string? this[string name]
    {
        get => LastIndexOf(name) is >= 0 and var index ? _fields![index].Value : null;
        set
        {
            if (value is not null)
            {
                HttpSyntax.CheckField(name, value);
            }

            _fields?.RemoveAll(field => Same(field.Key, name));
            if (value is not null)
            {
                AddReceived(name, value);
            }
        }
    }

    /// <summary>Adds a value behind those the name may have.</summary>
    /// <exception cref="ArgumentException">The name is not a token (RFC 9110, section 5.6.2), or the value holds a line break or NUL.</exception>
    public HeaderList Add(string name, string value)
    {
        HttpSyntax.CheckField(name, value);
        AddReceived(name, value);
        return this;
    }

    /// <summary>Adds a value behind those the name may have.</summary>
    public void Add(KeyValuePair<string, string> header) => Add(header.Key, header.Value);

    /// <summary>All values of a name, in order.</summary>
    public IReadOnlyList<string> GetAll(string name) =>
        _fields is null ? [] : [.. _fields.Where(field => Same(field.Key, name)).Select(field => field.Value)];

    /// <summary>Whether the name has a value.</summary>
    public bool Contains(string name) => LastIndexOf(name) >= 0;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        (_fields ?? Enumerable.Empty<KeyValuePair<string, string>>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What a server has sent is kept as it came.</summary>
    internal void AddReceived(string name, string value) => (_fields ??= []).Add(new(name, value));

    internal HeaderList Copy() => new() { _fields = _fields is null ? null : [.. _fields] };

    private int LastIndexOf(string name)
    {
        var index = (_fields?.Count ?? 0) - 1;
        while (index >= 0 && !Same(_fields![index].Key, name))
        {
            index--;
        }

        return index;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
