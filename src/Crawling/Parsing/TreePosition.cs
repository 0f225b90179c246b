using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>
/// A node and the way to it. AngleSharp finds a next sibling by looking through all from the first one; a position knows its place among
/// its siblings, so that moving on takes constant time.
/// </summary>
internal sealed class TreePosition(INode node, TreePosition? parent = null, int index = TreePosition.Unknown)
{
    private const int Unknown = -1;

    private TreePosition? _parent = parent;
    private int _index = index;

    public INode Node => node;

    public TreePosition? Parent => _parent ??= node.Parent is { } above ? new TreePosition(above) : null;

    private int Index
    {
        get
        {
            if (_index == Unknown)
            {
                var siblings = node.Parent!.ChildNodes;
                _index = 0;
                while (siblings[_index] != node)
                {
                    _index++;
                }
            }

            return _index;
        }
    }

    private int Depth
    {
        get
        {
            var depth = 0;
            for (var above = Parent; above is not null; above = above.Parent)
            {
                depth++;
            }

            return depth;
        }
    }

    public TreePosition? FirstChild() => Find(this, 0, 1);

    public TreePosition? Next() => Parent is { } above ? Find(above, Index + 1, 1) : null;

    public TreePosition? Previous() => Parent is { } above ? Find(above, Index - 1, -1) : null;

    /// <summary>Less than 0 if this comes before the other in document order, 0 if it is the same; null if they are in different trees.</summary>
    public int? CompareTo(TreePosition other)
    {
        var (one, two) = (this, other);
        var (depth, otherDepth) = (Depth, other.Depth);
        for (var i = depth; i > otherDepth; i--)
        {
            one = one.Parent!;
        }

        for (var i = otherDepth; i > depth; i--)
        {
            two = two.Parent!;
        }

        if (one.Node == two.Node)
        {
            return depth - otherDepth;
        }

        while (one.Parent is { } above && two.Parent is { } otherAbove)
        {
            if (above.Node == otherAbove.Node)
            {
                return one.Index - two.Index;
            }

            (one, two) = (above, otherAbove);
        }

        return null;
    }

    private static TreePosition? Find(TreePosition parent, int index, int step)
    {
        var children = parent.Node.ChildNodes;
        for (; index >= 0 && index < children.Length; index += step)
        {
            // XPath has no document types.
            if (children[index] is not IDocumentType)
            {
                return new TreePosition(children[index], parent, index);
            }
        }

        return null;
    }
}
