using System.Globalization;
using System.Text.Json;

namespace Crawling.Tests.Parsing.Urls;

/// <summary>The standard's own cases. A case that we mean to fail would be named here with the reason; there is none.</summary>
public sealed class PublishedCasesTests
{
    [Theory]
    [InlineData("urltestdata.json", 870)]
    [InlineData("urltestdata-javascript-only.json", 1)]
    public void Every_url_parses_as_published(string file, int atLeast) => AssertAll(PublishedCases.Read(file), atLeast, Actual, Expected);

    [Theory]
    [InlineData("toascii.json", 85)]
    [InlineData("IdnaTestV2.json", 2600)]
    [InlineData("IdnaTestV2-removed.json", 20)]
    public void Every_international_name_becomes_the_published_ascii(string file, int atLeast) => AssertAll(
        // Without a host, "https:///x" is read as "https://x".
        [.. PublishedCases.Read(file).Where(testCase => testCase.Text("input") != "")],
        atLeast,
        testCase => Url.TryParse($"https://{testCase.Text("input")}/x", null, out var url) ? url.Host : "",
        testCase => testCase.Text("output") ?? "");

    [Fact]
    public void Every_published_character_is_percent_encoded_as_utf8() => AssertAll(
        PublishedCases.Read("percent-encoding.json"),
        5,
        testCase => Url.Parse($"https://doesnotmatter.invalid/?{testCase.Text("input")}#{testCase.Text("input")}") is var url
            ? url.Query + url.Fragment
            : "",
        testCase => testCase.GetProperty("output").Text("utf-8") is var output ? $"?{output}#{output}" : "");

    private static void AssertAll(
        List<JsonElement> cases, int atLeast, Func<JsonElement, string> actual, Func<JsonElement, string> expected)
    {
        Assert.True(cases.Count >= atLeast, $"{cases.Count} cases were read");
        var failures = cases.Where(testCase => actual(testCase) != expected(testCase))
            .Select(testCase => $"{testCase}\n  gave {actual(testCase)}\n  not  {expected(testCase)}")
            .ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} failed:\n{string.Join('\n', failures)}");
    }

    private static string Actual(JsonElement testCase)
    {
        Url? baseUrl = null;
        bool parsed = testCase.Text("base") is not { } baseText || Url.TryParse(baseText, null, out baseUrl);
        if (!parsed || !Url.TryParse(testCase.Text("input"), baseUrl, out var url))
        {
            return "failure";
        }

        string port = url.Port < 0 ? "" : url.Port.ToString(CultureInfo.InvariantCulture);
        string origin = testCase.Text("origin") is null ? "" : url.Origin;
        return string.Join(
            ' ', url.Href, $"{url.Scheme}:", url.UserName, url.Password, url.Host, port, url.Path, url.Query, url.Fragment, origin);
    }

    private static string Expected(JsonElement testCase)
    {
        string[] parts = ["href", "protocol", "username", "password", "hostname", "port", "pathname", "search", "hash", "origin"];
        return testCase.TryGetProperty("failure", out _) ? "failure" : string.Join(' ', parts.Select(part => testCase.Text(part) ?? ""));
    }
}
