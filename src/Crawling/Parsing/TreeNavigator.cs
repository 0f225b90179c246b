using System.Xml;
using System.Xml.XPath;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>
/// Shows a tree to System.Xml.XPath. Names match as they are written: an element has no namespace unless its name has a prefix, and then
/// the prefix is its namespace. So //div, //entry and //media:title work without declaring anything.
/// </summary>
internal sealed class TreeNavigator : XPathNavigator
{
    private const int NoAttribute = -1;

    private static readonly NameTable Names = new();

    private TreePosition _position;
    private int _attribute = NoAttribute;

    public TreeNavigator(INode node) => _position = new TreePosition(node);

    private TreeNavigator(TreeNavigator other)
    {
        _position = other._position;
        _attribute = other._attribute;
    }

    public override string BaseURI => "";

    public override bool IsEmptyElement => _attribute == NoAttribute && !_position.Node.HasChildNodes;

    public override XmlNameTable NameTable => Names;

    public override string Name => Attribute?.Name ?? _position.Node switch
    {
        IElement { Prefix: { Length: > 0 } prefix } element => $"{prefix}:{element.LocalName}",
        IElement element => element.LocalName,
        IProcessingInstruction instruction => instruction.Target,
        _ => "",
    };

    public override string LocalName => Name is var name && Colon(name) is > 0 and var colon ? name[(colon + 1)..] : name;

    public override string Prefix => Name is var name && Colon(name) is > 0 and var colon ? name[..colon] : "";

    public override string NamespaceURI => Prefix;

    public override XPathNodeType NodeType => Attribute is not null ? XPathNodeType.Attribute : _position.Node switch
    {
        IElement => XPathNodeType.Element,
        IText => XPathNodeType.Text,
        IComment => XPathNodeType.Comment,
        IProcessingInstruction => XPathNodeType.ProcessingInstruction,
        _ => XPathNodeType.Root,
    };

    public override string Value => Attribute?.Value ?? _position.Node switch
    {
        ICharacterData text => text.Data,
        IDocument document => string.Concat(document.ChildNodes.OfType<IElement>().Select(root => root.TextContent)),
        var node => node.TextContent,
    };

    public override object UnderlyingObject => Attribute ?? _position.Node;

    private IAttr? Attribute => _attribute == NoAttribute ? null : ((IElement)_position.Node).Attributes[_attribute];

    public override XPathNavigator Clone() => new TreeNavigator(this);

    public override bool IsSamePosition(XPathNavigator other) =>
        other is TreeNavigator navigator && navigator._position.Node == _position.Node && navigator._attribute == _attribute;

    public override XmlNodeOrder ComparePosition(XPathNavigator? nav)
    {
        if (nav is not TreeNavigator other || _position.CompareTo(other._position) is not { } order)
        {
            return XmlNodeOrder.Unknown;
        }

        // The attributes of an element come after it and before its children.
        return (order != 0 ? order : _attribute - other._attribute) switch
        {
            < 0 => XmlNodeOrder.Before,
            0 => XmlNodeOrder.Same,
            > 0 => XmlNodeOrder.After,
        };
    }

    public override bool MoveTo(XPathNavigator other)
    {
        if (other is not TreeNavigator navigator)
        {
            return false;
        }

        (_position, _attribute) = (navigator._position, navigator._attribute);
        return true;
    }

    public override bool MoveToFirstAttribute()
    {
        var hasAttributes = _attribute == NoAttribute && _position.Node is IElement { Attributes.Length: > 0 };
        _attribute = hasAttributes ? 0 : _attribute;
        return hasAttributes;
    }

    public override bool MoveToNextAttribute()
    {
        var hasMore = _attribute != NoAttribute && _attribute + 1 < ((IElement)_position.Node).Attributes.Length;
        _attribute += hasMore ? 1 : 0;
        return hasMore;
    }

    public override bool MoveToFirstChild() => _attribute == NoAttribute && MoveTo(_position.FirstChild());

    public override bool MoveToNext() => _attribute == NoAttribute && MoveTo(_position.Next());

    public override bool MoveToPrevious() => _attribute == NoAttribute && MoveTo(_position.Previous());

    public override bool MoveToParent()
    {
        if (_attribute == NoAttribute)
        {
            return MoveTo(_position.Parent);
        }

        _attribute = NoAttribute;
        return true;
    }

    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => false;

    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => false;

    public override bool MoveToId(string id)
    {
        var element = (_position.Node as IDocument ?? _position.Node.Owner)?.GetElementById(id);
        return element is not null && MoveTo(new TreeNavigator(element));
    }

    private static int Colon(string name) => name.IndexOf(':', StringComparison.Ordinal);

    private bool MoveTo(TreePosition? position)
    {
        _position = position ?? _position;
        return position is not null;
    }
}
