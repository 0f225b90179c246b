using System.Text;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>The content of a response, read as text and as a tree at first use.</summary>
internal sealed class Page(Response response)
{
    public Response Response => response;

    public Encoding Encoding => throw new NotImplementedException();

    public string Text => throw new NotImplementedException();

    public bool IsHtml => throw new NotImplementedException();

    public bool IsText => throw new NotImplementedException();

    public IDocument Document => throw new NotImplementedException();

    public Selector Selector => throw new NotImplementedException();

    public Url BaseUrl => throw new NotImplementedException();

    /// <summary>Whether a callback has asked for the tree.</summary>
    public bool DocumentUsed => throw new NotImplementedException();

    /// <summary>Parses ahead of the callback; an error is kept for it.</summary>
    public void ParseAhead() => throw new NotImplementedException();

    public IReadOnlyList<string> Re(string pattern) => throw new NotImplementedException();

    public T? Json<T>() => throw new NotImplementedException();

    public IReadOnlyList<Link> Links() => throw new NotImplementedException();
}
