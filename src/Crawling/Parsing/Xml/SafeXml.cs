using System.Xml;

namespace Crawling.Parsing;

/// <summary>Reads XML from anywhere as a stream: a DTD is passed over and defines nothing, names take limited memory, and a prefix that was
/// not declared is no error.</summary>
internal static class SafeXml
{
    public static XmlReader Open(TextReader text)
    {
        var names = new LimitedNames();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        return XmlReader.Create(text, settings, new XmlParserContext(names, new LooseNamespaces(names), xmlLang: null, XmlSpace.None));
    }

    /// <summary>An undeclared prefix stands for itself.</summary>
    private sealed class LooseNamespaces(XmlNameTable names) : XmlNamespaceManager(names)
    {
        public override string? LookupNamespace(string prefix) => base.LookupNamespace(prefix) ?? prefix;
    }
}
