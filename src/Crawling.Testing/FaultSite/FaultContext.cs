namespace Crawling.Testing.Faults;

/// <summary>What all hosts of a site have in common.</summary>
internal sealed record FaultContext(FaultSiteOptions Options, FaultCertificates Certificates, FaultTraffic Traffic);
