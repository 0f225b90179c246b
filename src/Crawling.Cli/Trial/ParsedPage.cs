using System.Text;
using Crawling.Items;

namespace Crawling.Cli;

/// <summary>What the callback of a page has yielded.</summary>
internal sealed class ParsedPage(Response response)
{
    private readonly List<string> _items = [];
    private readonly List<Request> _requests = [];

    public Response Response => response;

    /// <summary>A JSON object each, as the feeds write it.</summary>
    public IReadOnlyList<string> Items => _items;

    public IReadOnlyList<Request> Requests => _requests;

    public void Add(Request request) => _requests.Add(request);

    public void Add(object item) => _items.Add(Encoding.UTF8.GetString(ItemType.Of(item).ToJson(item)));
}
