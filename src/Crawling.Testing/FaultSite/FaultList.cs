namespace Crawling.Testing.Faults;

/// <summary>The families of faults.</summary>
internal static class FaultList
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Stalls.All,
        .. Drips.All,
        .. Resets.All,
        .. StatusLines.All,
        .. Lengths.All,
        .. Chunks.All,
        .. HeaderBlocks.All,
        .. Interims.All,
        .. Protocols.All,
        .. Bodies.All,
        .. Bombs.All,
        .. Codings.All,
        .. Charsets.All,
        .. Redirects.All,
        .. Cookies.All,
        .. Policies.All,
        .. RobotsFaults.All,
        .. Sitemaps.All,
        .. TlsFaults.All,
        .. Http2Faults.All,
        .. EndlessSites.All,
    ];
}
