namespace Crawling.Tests.Generators;

public sealed class AnalyzerTests
{
    public static TheoryData<string, string> Records { get; } = new()
    {
        { """partial record R([Css("div[")] string A);""", "(1,23): CRAWL001: 'div[' is not a CSS selector: at 3, '[' is not closed." },
        { """partial record R([XPath("//a[")] string A);""", "(1,25): CRAWL001: '//a[' is not an XPath 1.0 expression: Expression must evaluate to a node-set." },
        { """partial record R([XPath("has-klass('a')")] string A);""", "(1,25): CRAWL001: 'has-klass('a')' is not an XPath 1.0 expression: there is no function 'has-klass' that takes these arguments." },
        { """partial record R([Css("a::text", Re = "(")] string A);""", "(1,34): CRAWL001: Invalid pattern '(' at offset 1. Not enough )'s." },
        { """record R([Css("a::text")] string A);""", "(1,8): CRAWL002: R has fields with [Css] or [XPath], so it must be partial: 'partial record R'" },
        { """class C { partial record R([Css("a::text")] string A); }""", "(1,26): CRAWL002: R has fields with [Css] or [XPath], so C, which it is declared in, must be partial too: 'partial class C'" },
        { """partial class R { [Css("a::text")] public string? A { get; set; } }""", "(1,15): CRAWL002: R has fields with [Css] or [XPath], so it must be a record" },
        { """partial record R<T>([Css("a::text")] string A);""", "(1,16): CRAWL002: R has fields with [Css] or [XPath], so R must not be generic" },
        { """partial record R([Css("a::text")] DateTime A);""", "(1,44): CRAWL003: R.A is a DateTime, which is not read from a page; a DateTimeOffset or a DateOnly is" },
        { """partial record R([Css("a::text")] Stream[] A);""", "(1,44): CRAWL003: R.A is a Stream[], which is not read from a page; text, numbers, bool, DateTimeOffset, Url, enumerations, types with IParsable, records with [Css] fields are, and arrays or lists of them" },
        { """partial record R([Css("a::text")] string A, int B);""", "(1,49): CRAWL004: R.B has no [Css] or [XPath], and no default value" },
        { """partial record R([Css("a::text")] string A) { public required int B { get; init; } }""", "(1,67): CRAWL004: R.B is required, and has no [Css] or [XPath]" },
        { """partial record R([Css("a::text")] string A) { [Css("b::text")] public string B => ""; }""", "(1,78): CRAWL004: R.B cannot be set: give it an init accessor" },
        { """partial record R([Css("td")] int A);""", "(1,23): CRAWL005: R.A is read from text, but 'td' gives the markup of elements: write 'td::text'" },
        { """partial record R([Css("a::text")] S A); partial record S([Css("b::text")] string B);""", "(1,23): CRAWL005: R.A is an item, which is taken from elements, but 'a::text' gives text" },
    };

    public static TheoryData<string, string> Statements { get; } = new()
    {
        { "response.Css(\"a:nonsense\");", "(5,14): CRAWL001: 'a:nonsense' is not a CSS selector: at 1, ':nonsense' cannot be read." },
        { "response.Selector.XPath(\"//a[\");", "(5,25): CRAWL001: '//a[' is not an XPath 1.0 expression: Expression must evaluate to a node-set." },
        { "new ItemLoader<Found>(response).AddCss(\"A\", \"b,,c\").Load();", "(5,45): CRAWL001: 'b,,c' is not a CSS selector: at 2, a selector is missing." },
        { "response.Re(\"(\");", "(5,13): CRAWL001: Invalid pattern '(' at offset 1. Not enough )'s." },
        { "Thread.Sleep(1);", "(5,1): CRAWL006: Thread.Sleep blocks the thread that callbacks and parsing share; await Task.Delay, or set download:delay if a host is to be spared" },
        { "_ = response.FetchAsync(response.Request).Result;", "(5,5): CRAWL006: Task.Result blocks the thread that callbacks and parsing share; await it" },
        { "Task.Delay(1).Wait();", "(5,1): CRAWL006: Task.Wait blocks the thread that callbacks and parsing share; await it" },
        { "Task.Delay(1).ConfigureAwait(false).GetAwaiter().GetResult();", "(5,1): CRAWL006: ConfiguredTaskAwaiter.GetResult blocks the thread that callbacks and parsing share; await it" },
        { "new Deferred<int>().Wait();", "(5,1): CRAWL006: Deferred.Wait blocks the thread that callbacks and parsing share; await it" },
        { "yield return response.Follow(\"/\", page => ParseAsync(page));", "(5,35): CRAWL007: A lambda cannot be the callback of a request in a job, which keeps it by its name; make it a method of Site" },
        { "IAsyncEnumerable<Output> Local(Response page) => ParseAsync(page);\nyield return response.Follow(\"/\", Local);", "(6,35): CRAWL007: A local function cannot be the callback of a request in a job, which keeps it by its name; make it a method of Site" },
        { "yield return new Request(\"http://a.example/\") { Errback = new Other().FailAsync };", "(5,59): CRAWL007: Other.FailAsync, a method of another object, cannot be the callback of a request in a job, which keeps it by its name; make it a method of Site" },
        { "yield return Output.From(new { Page = response });", "(5,26): CRAWL008: Page cannot be written to a feed: it is a Response; take what is wanted of it, such as its Url or Text" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public async Task What_is_wrong_with_a_record_is_told_once_with_its_place(string code, string expected) =>
        Assert.Equal(expected, Assert.Single(await SpiderCode.FindAsync(code)));

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_mistake_in_a_callback_is_told_once_with_its_place(string statements, string expected) =>
        Assert.Equal(expected, Assert.Single(await SpiderCode.FindAsync(SpiderWith(statements))));

    [Fact]
    public async Task What_is_right_is_let_alone() => Assert.Empty(await SpiderCode.FindAsync(SpiderWith("""
        var query = response.Url.Path;
        response.Css(query);
        response.Css("a:contains('x') > b:nth-child(2n+1)::attr(href), td *::text").XPath(".//a[has-class('b') and re:test(., 'c')]").Re(@"(?<=x)\d");
        await Task.Delay(1);
        yield return response.Follow("/", ParseAsync);
        yield return response.Follow("/", OtherAsync);
        yield return response.Follow("/", StaticAsync);
        """)));

    private static string SpiderWith(string statements) => $$"""
        public sealed record Found(string A) : Item; public sealed class Other { public IAsyncEnumerable<Output> FailAsync(RequestFailure failure) => null!; }
        public sealed class Site : Spider { public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
        await Task.CompletedTask;
        {{statements}}
        yield break;
        }
        private IAsyncEnumerable<Output> OtherAsync(Response response) => ParseAsync(response);
        private static IAsyncEnumerable<Output> StaticAsync(Response response) => null!;
        private void Elsewhere() => Thread.Sleep(1);
        }
        """;
}
