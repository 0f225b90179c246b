namespace Crawling.Parsing;

/// <summary>What a tag means for the links around it.</summary>
internal enum TagKind : byte
{
    /// <summary>Not known to the standard: its end tag closes no other element.</summary>
    Ordinary,

    /// <summary>The same, but known, so that it ends an SVG drawing.</summary>
    Phrase,
    Anchor,
    Area,
    Base,

    /// <summary>Has no content, and changes nothing around it.</summary>
    Void,

    /// <summary>The same, but says something of the page.</summary>
    Metadata,

    /// <summary>Closes an open paragraph; a misnested end tag moves what it contains.</summary>
    Block,
    Heading,
    Paragraph,

    List,

    /// <summary>A block whose start tag may close one of its own kind, or that has no end tag.</summary>
    Item,

    /// <summary>Like a block, but leaves a paragraph open.</summary>
    Container,

    /// <summary>Hides an open paragraph from the blocks in it.</summary>
    Boundary,

    /// <summary>Known, and never plain inside a link.</summary>
    Special,
    Table,
    Row,
    Cell,
    Select,
    Option,

    /// <summary>Content without tags or character references up to its end tag.</summary>
    RawText,

    /// <summary>Content without tags up to its end tag.</summary>
    PlainText,
    Script,
    Svg,

    /// <summary>What follows takes the tree to understand.</summary>
    Opaque,
}
