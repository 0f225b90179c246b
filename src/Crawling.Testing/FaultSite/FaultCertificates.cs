using System.Security.Cryptography.X509Certificates;
using Crawling.Testing.Demo;

namespace Crawling.Testing.Faults;

/// <summary>The certificates of a site: a good one that crawls are told to trust, and those that they must not.</summary>
internal sealed class FaultCertificates(IReadOnlyList<string> hosts) : IDisposable
{
    public X509Certificate2 Good { get; } = DemoCertificate.Create(hosts);

    public X509Certificate2 SelfSigned { get; } = DemoCertificate.Create(hosts);

    public X509Certificate2 Expired { get; } = DemoCertificate.Create(hosts, validFor: TimeSpan.FromMinutes(-1));

    public X509Certificate2 WrongHost { get; } = DemoCertificate.Create(["another.example"]);

    /// <summary>The good one without its key.</summary>
    public X509Certificate2 Trusted => field ??= X509CertificateLoader.LoadCertificate(Good.RawDataMemory.Span);

    public void Dispose()
    {
        Good.Dispose();
        SelfSigned.Dispose();
        Expired.Dispose();
        WrongHost.Dispose();
        Trusted.Dispose();
    }
}
