using System.Text.Json.Serialization;
using Crawling.Contracts;

namespace Crawling.Tests;

public class CallbackContractTests
{
    [Fact]
    public void A_spider_has_a_contract_for_each_sample_of_its_callbacks() => Assert.Equal(
        [("OneAsync", "http://c.test/"), ("ParseAsync", "http://a.test/"), ("ParseAsync", "http://b.test/")],
        CallbackContract.Of(typeof(Samples)).Select(contract => (contract.Method.Name, contract.Sample.Href)).Order());

    [Theory]
    [InlineData(typeof(NoRange), "spider 'no-range', ParseAsync: [Returns(items: \"1-2\")] is no range; write it as in 3, 1.., ..10 or 1..10")]
    [InlineData(typeof(NoUrl), "spider 'no-url', ParseAsync: [Sample(\"page\")] is no URL; write it as in https://example.com/")]
    [InlineData(typeof(NoSample), "spider 'no-sample', ParseAsync: its contract names no page: add [Sample(\"https://…\")]")]
    [InlineData(typeof(NoCallback), "spider 'no-callback', Help: a callback with a contract is of the form IAsyncEnumerable<Output> Method(Response response)")]
    public void What_is_wrong_with_one_is_told_with_spider_and_method(Type spider, string message) =>
        Assert.Equal(message, Assert.Throws<SettingsException>(() => CallbackContract.Of(spider)).Message);

    [Theory]
    [InlineData(nameof(Promising.Two), "returns 2 items", null)]
    [InlineData(nameof(Promising.Three), "returns 2 items", "it returned 3")]
    [InlineData(nameof(Promising.None), "scrapes Text, labels, other_name", "there is no item")]
    [InlineData(nameof(Promising.Whole), "scrapes Text, labels, other_name", null)]
    [InlineData(nameof(Promising.Blank), "scrapes Text, labels, other_name", "item 2 of 2 has no Text")]
    [InlineData(nameof(Promising.Empty), "scrapes Text, labels, other_name", "item 1 of 1 has no labels")]
    [InlineData(nameof(Promising.Unknown), "scrapes Price", "item 1 of 1 has no Price")]
    [InlineData(nameof(Promising.Thrown), "runs", "the callback threw InvalidOperationException: no such luck")]
    [InlineData(nameof(Promising.ParseAsync), "runs", null)]
    public async Task A_contract_is_held_to_what_the_callback_yields(string method, string what, string? failure)
    {
        var contract = CallbackContract.Of(typeof(Promising)).Single(contract => contract.Method.Name == method);
        var trial = new Trial(new Request(contract.Sample), contract.CallbackOf(new Promising()));

        await trial.RunAsync(new Response(contract.Sample)).ToListAsync();

        Assert.Equal(new ContractCheck(what, failure), Assert.Single(ContractCheck.Of(contract, trial)));
    }

    private sealed record Thing(string? Text, string[] Labels, [property: JsonPropertyName("other_name")] int? Number = 1) : Item;

    private abstract class Quiet : Spider
    {
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();

        protected static IAsyncEnumerable<Output> Yield(params Item[] items) => items.Select(item => (Output)item).ToAsyncEnumerable();
    }

    private sealed class Samples : Quiet
    {
        [Sample("http://a.test/")]
        [Sample("http://b.test/")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();

        [Sample("http://c.test/")]
        private static IAsyncEnumerable<Output> OneAsync(Response response) => Yield();
    }

    private sealed class Promising : Quiet
    {
        [Sample("http://a.test/")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();

        [Sample("http://a.test/")]
        [Returns(items: "2")]
        public static IAsyncEnumerable<Output> Two(Response response) => Yield(new Thing("a", []), new Thing("b", []));

        [Sample("http://a.test/")]
        [Returns(items: "2")]
        public static IAsyncEnumerable<Output> Three(Response response) => Yield(new Thing("a", []), new Thing("b", []), new Thing("c", []));

        [Sample("http://a.test/")]
        [Scrapes("Text", "labels", "other_name")]
        public static IAsyncEnumerable<Output> None(Response response) => Yield();

        [Sample("http://a.test/")]
        [Scrapes("Text", "labels", "other_name")]
        public static IAsyncEnumerable<Output> Whole(Response response) => Yield(new Thing("a", ["x"]));

        [Sample("http://a.test/")]
        [Scrapes("Text", "labels", "other_name")]
        public static IAsyncEnumerable<Output> Blank(Response response) => Yield(new Thing("a", ["x"]), new Thing(" ", ["x"]));

        [Sample("http://a.test/")]
        [Scrapes("Text", "labels", "other_name")]
        public static IAsyncEnumerable<Output> Empty(Response response) => Yield(new Thing("a", []));

        [Sample("http://a.test/")]
        [Scrapes("Price")]
        public static IAsyncEnumerable<Output> Unknown(Response response) => Yield(new Thing("a", []));

        [Sample("http://a.test/")]
        public static IAsyncEnumerable<Output> Thrown(Response response) => throw new InvalidOperationException("no such luck");
    }

    private sealed class NoRange : Quiet
    {
        [Sample("http://a.test/")]
        [Returns(items: "1-2")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();
    }

    private sealed class NoUrl : Quiet
    {
        [Sample("page")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();
    }

    private sealed class NoSample : Quiet
    {
        [Returns(items: "1")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Yield();
    }

    private sealed class NoCallback : Quiet
    {
        [Sample("http://a.test/")]
        public static string Help(string text) => text;
    }
}
