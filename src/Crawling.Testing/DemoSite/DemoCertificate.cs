using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crawling.Testing.Demo;

/// <summary>Makes a certificate for one run, signed by itself; neither it nor its key is written anywhere.</summary>
internal static class DemoCertificate
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <param name="hosts">The names it is for.</param>
    /// <param name="validFor">From now; if that is negative, it has expired. Default: two days.</param>
    public static X509Certificate2 Create(IEnumerable<string> hosts, TimeSpan? validFor = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            names.AddDnsName(host);
        }

        var request = new CertificateRequest("CN=Crawling demo site", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], critical: false));

        // Whoever checks the certificate does so by the system's clock, so no other will do here.
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddHours(-1), now + (validFor ?? TimeSpan.FromDays(2)));
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // TLS on Windows takes no key that has never been imported.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
