using System.Xml;

namespace Crawling.Parsing;

/// <summary>The names in an XML document. A reader keeps every one that it meets, so that a document of nothing but different names would fill
/// the memory; as the attributes of an element have different names, those are limited with them.</summary>
internal sealed class LimitedNames : NameTable
{
    private const int Overhead = 32;

    private int _left = 1 << 20;

    /// <exception cref="XmlException">There are too many.</exception>
    public override string Add(char[] key, int start, int len)
    {
        Count(base.Get(key, start, len), len);
        return base.Add(key, start, len);
    }

    /// <exception cref="XmlException">There are too many.</exception>
    public override string Add(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Count(base.Get(key), key.Length);
        return base.Add(key);
    }

    private void Count(string? known, int length)
    {
        if (known is null && (_left -= length + Overhead) < 0)
        {
            throw new XmlException("It has too many different names of elements and attributes.");
        }
    }
}
