using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Crawling.Testing;

namespace Crawling.Tests;

/// <summary>Visits a demo site as a person would: by the sites' own names, with cookies, trusting the site's certificate alone.</summary>
internal sealed class DemoBrowser : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    public DemoBrowser(DemoSite site, bool followRedirects = true)
    {
        _handler = new SocketsHttpHandler { AllowAutoRedirect = followRedirects, MaxConnectionsPerServer = 4, UseProxy = false };
        _handler.ConnectCallback = async (context, cancellation) =>
        {
            var to = IPEndPoint.Parse(site.ConnectTo[$"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}"]);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        };
        _handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { site.Certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        Client = new HttpClient(_handler);
    }

    public HttpClient Client { get; }

    public async Task<IDocument> OpenAsync(string url)
    {
        using var response = await Client.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>The page and those that its "next" links lead to.</summary>
    public async Task<IReadOnlyList<IDocument>> OpenAllAsync(string url)
    {
        var pages = new List<IDocument>();
        for (var next = url; next is not null; next = pages[^1].QuerySelector("li.next a") is { } link ? Target(link) : null)
        {
            pages.Add(await OpenAsync(next));
        }

        return pages;
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage response)
    {
        // The parser resolves links against the address of a document that has a base element at the latest.
        var html = await response.Content.ReadAsStringAsync();
        var document = await new HtmlParser().ParseDocumentAsync(html);
        var address = document.CreateElement("base");
        address.SetAttribute("href", response.RequestMessage!.RequestUri!.AbsoluteUri);
        document.Head!.Prepend(address);
        return document;
    }

    /// <summary>Where a link, an image or a script lies.</summary>
    public static string Target(IElement element) =>
        new Uri(new Uri(element.BaseUri), element.GetAttribute("href") ?? element.GetAttribute("src")!).AbsoluteUri;

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }
}
