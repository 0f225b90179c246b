namespace Crawling.Feeds;

/// <summary>One JSON array, an item a line.</summary>
internal sealed class JsonFormat(Stream output) : IFeedFormat
{
    public void Continue(Stream file)
    {
    }

    public void Write(HeldItem item, bool first)
    {
        output.Write(first ? "[\n"u8 : ",\n"u8);
        output.Write(item.Json.Span);
    }

    public void Close(bool empty) => output.Write(empty ? "[]\n"u8 : "\n]\n"u8);
}
