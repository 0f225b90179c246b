using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Crawling.Testing;

namespace Crawling.Tests;

public sealed class DemoSiteTests(DemoSiteFixture demo) : IClassFixture<DemoSiteFixture>
{
    public static TheoryData<string> Hosts => ["quotes.toscrape.com", "books.toscrape.com"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Https_answers_with_a_certificate_that_holds_for_the_host(string host)
    {
        var secure = await demo.Browser.OpenAsync($"https://{host}/");

        var plain = await demo.Browser.OpenAsync($"http://{host}/");
        Assert.Equal(plain.Title, secure.Title);
    }

    [Fact]
    public void The_certificate_holds_for_no_other_host_and_comes_without_its_key()
    {
        Assert.All(demo.Site.Hosts, host => Assert.True(demo.Site.Certificate.MatchesHostname(host)));
        Assert.False(demo.Site.Certificate.MatchesHostname("toscrape.com"));
        Assert.False(demo.Site.Certificate.MatchesHostname("www.quotes.toscrape.com"));
        Assert.False(demo.Site.Certificate.HasPrivateKey);
    }

    [Fact]
    public async Task Nobody_trusts_the_certificate_unasked()
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"https://127.0.0.1:{demo.Site.HttpsPort}/"));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public void Each_host_and_port_is_mapped_to_loopback()
    {
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["quotes.toscrape.com:80"] = $"127.0.0.1:{demo.Site.HttpPort}",
                ["quotes.toscrape.com:443"] = $"127.0.0.1:{demo.Site.HttpsPort}",
                ["books.toscrape.com:80"] = $"127.0.0.1:{demo.Site.HttpPort}",
                ["books.toscrape.com:443"] = $"127.0.0.1:{demo.Site.HttpsPort}",
            },
            demo.Site.ConnectTo);
    }

    [Fact]
    public async Task Another_host_is_misdirected()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{demo.Site.HttpPort}/");
        request.Headers.Host = "example.org";
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_is_not_there_is_not_found(string host)
    {
        using var answer = await demo.Browser.Client.GetAsync($"http://{host}/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Head_gives_the_length_of_the_page_without_it(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{host}/");
        using var answer = await demo.Browser.Client.SendAsync(request);

        var page = await demo.Browser.Client.GetByteArrayAsync($"http://{host}/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(page.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_page_that_is_no_form_takes_no_post(string host)
    {
        using var answer = await demo.Browser.Client.PostAsync($"http://{host}/", content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("quotes.toscrape.com", "Disallow: /random")]
    [InlineData("books.toscrape.com", "Disallow:")]
    public async Task Robots_txt_names_what_is_closed_and_the_sitemap(string host, string rule)
    {
        var lines = (await demo.Browser.Client.GetStringAsync($"https://{host}/robots.txt")).Split('\n');

        Assert.Equal(["User-agent: *", rule, "", $"Sitemap: https://{host}/sitemap.xml", ""], lines);
    }

    [Theory]
    [InlineData("quotes.toscrape.com", 0, 10 + 25 + 30)]
    [InlineData("books.toscrape.com", 3, 1 + 50 + 1000)]
    public async Task The_sitemap_lists_pages_that_are_there_and_a_large_one_is_an_index_of_zipped_ones(string host, int files, int count)
    {
        var sitemap = Read(await demo.Browser.Client.GetStreamAsync($"http://{host}/sitemap.xml"));
        var parts = sitemap.Root!.Name.LocalName == "sitemapindex" ? Locations(sitemap).ToList() : [];
        Assert.Equal(Enumerable.Range(1, files).Select(number => $"http://{host}/sitemap-{number}.xml.gz"), parts);
        List<string> locations = [.. files == 0 ? Locations(sitemap) : []];
        foreach (var part in parts)
        {
            await using var zipped = new GZipStream(await demo.Browser.Client.GetStreamAsync(part), CompressionMode.Decompress);
            locations.AddRange(Locations(Read(zipped)));
        }

        Assert.Equal((count, count), (locations.Count, locations.Distinct().Count()));
        foreach (var location in locations.Where((_, index) => index % 20 == 0))
        {
            await demo.Browser.OpenAsync(location);
        }

        static XDocument Read(Stream xml) => XDocument.Load(xml);

        static IEnumerable<string> Locations(XDocument sitemap) =>
            sitemap.Descendants(XName.Get("loc", "http://www.sitemaps.org/schemas/sitemap/0.9")).Select(loc => loc.Value);
    }

    [Fact]
    public async Task An_author_moves_permanently_to_the_address_with_a_slash()
    {
        using var browser = new DemoBrowser(demo.Site, followRedirects: false);
        using var answer = await browser.Client.GetAsync("http://quotes.toscrape.com/author/Edwin-Marrow");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/author/Edwin-Marrow/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Requests_are_counted_and_logged_and_held_back_by_the_given_clock()
    {
        var time = new FakeTime();
        await using var site = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromHours(1), Time = time });
        using var browser = new DemoBrowser(site);
        string[] urls = ["http://quotes.toscrape.com/page/2/?a=b", "http://books.toscrape.com/"];

        var answers = Task.WhenAll(urls.Select(browser.Client.GetByteArrayAsync));
        while (site.Requests < 2 || time.NextDue is null)
        {
            await Task.Delay(1);
        }

        Assert.False(answers.IsCompleted);
        while (!answers.IsCompleted)
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(1);
        }

        await answers;
        Assert.Equal((2, 2), (site.Requests, site.MaxConcurrent));
        Assert.Equal(urls.Select(url => "GET " + url).Order(), site.RequestLog.Order());
    }

    [Fact]
    public async Task Two_sites_run_side_by_side_and_a_stopped_one_is_gone()
    {
        await using var other = await DemoSite.StartAsync();
        var port = other.HttpPort;
        Assert.NotEqual(demo.Site.HttpPort, port);
        Assert.NotEqual(demo.Site.Certificate.Thumbprint, other.Certificate.Thumbprint);

        await other.DisposeAsync();

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"http://127.0.0.1:{port}/"));
    }
}
