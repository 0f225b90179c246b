using System.Collections;
using Crawling.Downloading;

namespace Crawling;

/// <summary>HTTP header fields: ordered, several values a name, names compared without case (RFC 9110, section 5.1).</summary>
public sealed class HeaderList : IEnumerable<KeyValuePair<string, string>>
{
    private List<KeyValuePair<string, string>>? _fields;

    /// <summary>The last value of a name, null if it has none. Setting replaces all its values, setting null removes them.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = Fields.Count - 1; i >= 0; i--)
            {
                if (Same(Fields[i].Key, name))
                {
                    return Fields[i].Value;
                }
            }

            return null;
        }

        set
        {
            _fields?.RemoveAll(field => Same(field.Key, name));
            if (value is not null)
            {
                Add(name, value);
            }
        }
    }

    private IReadOnlyList<KeyValuePair<string, string>> Fields => _fields is null ? [] : _fields;

    /// <summary>Adds a value behind those the name may have.</summary>
    /// <exception cref="ArgumentException">The name is not a token (RFC 9110, section 5.6.2), or the value holds a line break or NUL.</exception>
    public HeaderList Add(string name, string value)
    {
        HeaderSyntax.Check(name, value);
        (_fields ??= []).Add(new(name, value));
        return this;
    }

    /// <summary>Adds a value behind those the name may have.</summary>
    public void Add(KeyValuePair<string, string> header) => Add(header.Key, header.Value);

    /// <summary>All values of a name, in order.</summary>
    public IReadOnlyList<string> GetAll(string name) => [.. Fields.Where(field => Same(field.Key, name)).Select(field => field.Value)];

    /// <summary>Whether the name has a value.</summary>
    public bool Contains(string name) => Fields.Any(field => Same(field.Key, name));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void AddReceived(string name, string value) => (_fields ??= []).Add(new(name, value));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
