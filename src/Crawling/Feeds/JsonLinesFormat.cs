namespace Crawling.Feeds;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat(Stream output) : IFeedFormat
{
    public void Continue(Stream file)
    {
    }

    public void Write(HeldItem item, bool first)
    {
        output.Write(item.Json.Span);
        output.WriteByte((byte)'\n');
    }

    public void Close(bool empty)
    {
    }
}
