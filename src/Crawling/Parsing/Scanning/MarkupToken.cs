namespace Crawling.Parsing;

internal enum MarkupToken
{
    Text,
    StartTag,
    EndTag,

    /// <summary>The start of a CDATA section, which is one in foreign content only.</summary>
    CharacterData,
}
