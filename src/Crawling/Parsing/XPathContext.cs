using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using System.Xml.Xsl;

namespace Crawling.Parsing;

/// <summary>Takes prefixes for namespaces, as the navigator of the tree does, and adds the functions has-class and re:test.</summary>
/// <param name="isMatch">Whether a text matches a regular expression.</param>
internal sealed class XPathContext(Func<string, string, bool> isMatch) : XsltContext(new NameTable())
{
    public override bool Whitespace => true;

    public override string LookupNamespace(string prefix) => prefix;

    public override int CompareDocument(string baseUri, string nextbaseUri) => 0;

    public override bool PreserveWhitespace(XPathNavigator node) => true;

    public override IXsltContextFunction ResolveFunction(string prefix, string name, XPathResultType[] argTypes) => (prefix, name, argTypes.Length) switch
    {
        ("", "has-class", > 0) => new Function(HasClasses),
        ("re", "test", 2) => new Function(IsMatch),
        _ => throw new XPathException($"there is no function '{prefix}{(prefix.Length > 0 ? ":" : "")}{name}' that takes these arguments."),
    };

    public override IXsltContextVariable ResolveVariable(string prefix, string name) =>
        throw new XPathException($"there is no variable '${name}'; put its value into the expression.");

    private static bool HasClasses(string[] names, XPathNavigator node)
    {
        var classes = node.GetAttribute("class", "").Split([' ', '\t', '\n', '\f', '\r']);
        return Array.TrueForAll(names, name => classes.Contains(name, StringComparer.Ordinal));
    }

    private bool IsMatch(string[] arguments, XPathNavigator node) => isMatch(arguments[0], arguments[1]);

    private sealed class Function(Func<string[], XPathNavigator, bool> body) : IXsltContextFunction
    {
        public int Minargs => 0;

        public int Maxargs => int.MaxValue;

        public XPathResultType ReturnType => XPathResultType.Boolean;

        public XPathResultType[] ArgTypes => [];

        public object Invoke(XsltContext xsltContext, object[] args, XPathNavigator docContext) =>
            body(Array.ConvertAll(args, ToText), docContext);

        private static string ToText(object argument) => argument switch
        {
            XPathNodeIterator nodes => nodes.MoveNext() ? nodes.Current!.Value : "",
            _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
