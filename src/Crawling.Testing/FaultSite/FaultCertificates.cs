using System.Security.Cryptography.X509Certificates;
using Crawling.Testing.Demo;

namespace Crawling.Testing.Faults;

/// <summary>The certificates of a site: a good one that crawls are told to trust, and those that they must not.</summary>
internal sealed class FaultCertificates : IDisposable
{
    public FaultCertificates(IReadOnlyList<string> hosts)
    {
        Good = DemoCertificate.Create(hosts);
        GoodWithoutKey = X509CertificateLoader.LoadCertificate(Good.RawDataMemory.Span);
        SelfSigned = DemoCertificate.Create(hosts);
        Expired = DemoCertificate.Create(hosts, validFor: TimeSpan.FromMinutes(-1));
        WrongHost = DemoCertificate.Create(["another.example"]);
    }

    public X509Certificate2 Good { get; }

    public X509Certificate2 GoodWithoutKey { get; }

    public X509Certificate2 SelfSigned { get; }

    public X509Certificate2 Expired { get; }

    public X509Certificate2 WrongHost { get; }

    public void Dispose()
    {
        Good.Dispose();
        GoodWithoutKey.Dispose();
        SelfSigned.Dispose();
        Expired.Dispose();
        WrongHost.Dispose();
    }
}
