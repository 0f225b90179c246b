using System.Globalization;
using System.Text.Json;
using Crawling.Cookies;
using Crawling.Testing;

namespace Crawling.Tests.Downloading.Middleware.Cookies;

/// <summary>The cases in Data.</summary>
public sealed class PublishedCookieTests
{
    private static readonly JsonSerializerOptions Reading = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static TheoryData<string> HttpStateNames => [.. Cases<HttpStateCase>("http-state.json").Select(one => one.Test)];

    public static TheoryData<string> Dates => [.. Cases<DateCase>("dates.json").Select(one => one.Text)];

    [Theory]
    [MemberData(nameof(HttpStateNames))]
    public void A_case_of_http_state_holds(string name)
    {
        var test = Cases<HttpStateCase>("http-state.json").Single(one => one.Test == name);
        var jar = new CookieJar(new FakeTime(new DateTimeOffset(2011, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        var from = Url.Parse($"http://home.example.org:8888/cookie-parser?{name}");
        foreach (var cookie in test.Received)
        {
            jar.Receive(from, cookie);
        }

        Assert.Equal(test.Sent, jar.Send(Url.Parse(test.SentTo ?? $"/cookie-parser-result?{name}", from)));
    }

    [Theory]
    [MemberData(nameof(Dates))]
    public void A_date_is_found_in_whatever_surrounds_it(string text)
    {
        var expected = Cases<DateCase>("dates.json").Single(one => one.Text == text).Date;
        Assert.Equal(expected, CookieDate.Parse(text)?.ToString("s", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_cases_of_the_public_suffix_list_hold()
    {
        using var reader = new StreamReader(Open("test_psl.txt"));
        var cases = reader.ReadToEnd().Split('\n')
            .Where(line => line.StartsWith("checkPublicSuffix('", StringComparison.Ordinal) && !line.Contains("'.", StringComparison.Ordinal))
            .Select(line => line.Split('(', ')')[1].Split(", "))
            .Select(pair => (Name: NameOf(pair[0])!, Registrable: NameOf(pair[1])))
            .ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal(one.Registrable, RegistrableDomain(one.Name)));

        static string? NameOf(string quoted) => quoted == "null" ? null : Url.Parse($"http://{quoted.Trim('\'')}/").Host;
    }

    /// <summary>The public suffix and one label more.</summary>
    private static string? RegistrableDomain(string name)
    {
        var labels = name.Split('.');
        var suffix = PublicSuffixes.Of(name).Split('.').Length;
        return labels.Length == suffix ? null : string.Join('.', labels[^(suffix + 1)..]);
    }

    private static List<T> Cases<T>(string file)
    {
        using var stream = Open(file);
        return JsonSerializer.Deserialize<List<T>>(stream, Reading)!;
    }

    private static Stream Open(string file) =>
        typeof(PublishedCookieTests).Assembly.GetManifestResourceStream($"Crawling.Tests.Downloading.Middleware.Cookies.Data.{file}")!;

    private sealed record HttpStateCase(string Test, IReadOnlyList<string> Received, string Sent, string? SentTo);

    private sealed record DateCase(string Text, string? Date);
}
