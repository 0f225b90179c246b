using AngleSharp.Dom;
using Crawling.Items;

namespace Crawling.Tests.Generators;

public sealed class UnwritableItemTests
{
    private static readonly Response Page = new("http://a.example/", body: "<p>x"u8.ToArray());

    public static TheoryData<string, object> Refused { get; } = new()
    {
        { "Response", new With<Response>(Page) },
        { "Request", new With<Request>(Page.Request) },
        { "Selector", new With<Selector>(Selector.FromHtml("")) },
        { "SelectorList", new With<SelectorList>(Selector.FromHtml("").Css("p")) },
        { "Selector[]", new With<Selector[]>([Selector.FromHtml("")]) },
        { "Dictionary<string, Selector?>", new With<Dictionary<string, Selector?>>(new() { ["a"] = Selector.FromHtml("") }) },
        { "AngleSharp.Dom.IElement", new With<IElement>(Selector.FromHtml("<p>").Document.DocumentElement) },
        { "MemoryStream", new With<MemoryStream>(new()) },
        { "Task<int>", new With<Task<int>>(Task.FromResult(1)) },
        { "IAsyncEnumerable<int>", new With<IAsyncEnumerable<int>>(AsyncEnumerable.Empty<int>()) },
        { "Func<int>", new With<Func<int>>(() => 1) },
        { "Type", new With<Type>(typeof(int)) },
        { "nint", new With<nint>(1) },
        { "int[,]", new With<int[,]>(new int[1, 1]) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_the_compiler_warns_of_is_what_feeds_refuse(string type, object item)
    {
        Assert.Contains("CRAWL008: R.Value cannot be written to a feed", Assert.Single(await SpiderCode.FindAsync($"record R({type} Value) : Item;")), StringComparison.Ordinal);
        Assert.Throws<UnwritableItemException>(() => ItemType.Of(item).ToJson(item));
    }

    [Theory]
    [InlineData("[property: System.Text.Json.Serialization.JsonIgnore] Stream Value, int Rest")]
    [InlineData("object? Value")]
    [InlineData("Dictionary<string, List<Url>> Value")]
    [InlineData("DynamicItem Value")]
    public async Task Other_items_are_not_warned_of(string fields) => Assert.Empty(await SpiderCode.FindAsync($"record R({fields}) : Item;"));

    private sealed record With<T>(T Value);
}
