using AngleSharp;

namespace Crawling.Parsing;

/// <summary>What the selectors of one tree share.</summary>
/// <param name="Markup">How its nodes are written.</param>
/// <param name="BaseUrl">What its references are resolved against, if not the response's base.</param>
/// <param name="Page">The page it is the tree of, if it is of one.</param>
internal sealed record Tree(IMarkupFormatter Markup, Url? BaseUrl = null, Page? Page = null);
