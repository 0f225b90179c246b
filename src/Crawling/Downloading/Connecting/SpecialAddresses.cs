using System.Net;
using System.Net.Sockets;

namespace Crawling.Downloading;

/// <summary>
/// Addresses that are not on the public Internet: IANA's registries of special-purpose addresses (RFC 6890, with RFC 8190 and what has been
/// entered since), multicast, and what stands for such an address in another form. Blocks that hold relays and protocol anchors rather than
/// sites are special here as a whole.
/// </summary>
internal static class SpecialAddresses
{
    private static readonly IPNetwork[] Networks4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private use, RFC 1918
            "100.64.0.0/10", // shared address space, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "168.63.129.16/32", // the platform address of Azure, public in form only
            "169.254.0.0/16", // link-local, RFC 3927; the metadata of most clouds
            "172.16.0.0/12", // private use, RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private use, RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/3", // multicast, RFC 5771; reserved, RFC 1112; broadcast, RFC 8190
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All that is assigned for global unicast; private, link-local, multicast and the rest lie outside.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Networks6 =
    [
        .. new[]
        {
            "2001::/23", // protocol assignments, RFC 2928, Teredo (RFC 4380) among them
            "2001:db8::/32", // documentation, RFC 3849
            "3fff::/20", // documentation, RFC 9637
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>IPv6 addresses that lead to an IPv4 one, and where in their bytes it stands.</summary>
    private static readonly (IPNetwork Network, int Offset)[] Embedding =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12), // NAT64, RFC 6052
        (IPNetwork.Parse("2002::/16"), 2), // 6to4, RFC 3056
    ];

    public static bool Contain(IPAddress address)
    {
        // RFC 4291, section 2.5.5.2. IPNetwork takes a mapped address for an IPv4 one, even where it looks into an IPv6 network.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsIn(Networks4, address);
        }

        var embedding = Array.Find(Embedding, embedding => embedding.Network.Contains(address));
        return embedding.Offset > 0
            ? Contain(new IPAddress(address.GetAddressBytes().AsSpan(embedding.Offset, 4)))
            : !GlobalUnicast.Contains(address) || IsIn(Networks6, address);
    }

    /// <summary>Refuses a host that is such an address by itself; what a name stands for is not looked up.</summary>
    /// <exception cref="DownloadException">It is one.</exception>
    public static void RefuseLiteral(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address) ? Contain(address) : IsThisMachine(host.TrimEnd('.')))
        {
            throw new DownloadException(
                FailureReason.BlockedAddress, $"'{host}' is not on the public Internet (download:blockPrivateAddresses).");
        }
    }

    /// <summary>RFC 6761, section 6.3.</summary>
    private static bool IsThisMachine(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));
}
