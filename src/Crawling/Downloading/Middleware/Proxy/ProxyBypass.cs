using System.Net;
using Crawling.Urls;

namespace Crawling.Downloading;

/// <summary>Hosts that are fetched without a proxy, as <c>no_proxy</c> lists them.</summary>
internal sealed class ProxyBypass(IEnumerable<string> entries)
{
    private readonly List<Func<Url, bool>> _rules = [.. entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0).Select(RuleOf)];

    public bool Contains(Url url) => _rules.Exists(rule => rule(url));

    private static Func<Url, bool> RuleOf(string entry)
    {
        if (entry == "*")
        {
            return static _ => true;
        }

        if (IPNetwork.TryParse(entry, out var network))
        {
            return url => AddressOf(url.Host) is { } address && network.Contains(address);
        }

        var (name, port) = Split(entry);
        if (AddressOf(name) is { } one)
        {
            return url => one.Equals(AddressOf(url.Host)) && IsPort(url);
        }

        // A leading dot or "*." says no more than the name alone: all under it, and itself, as curl reads it.
        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        var domain = new DomainList([Url.TryParse($"http://{name.TrimStart('.')}/", null, out var url) ? url.Host : name]);
        return url => domain.Contains(url.Host) && IsPort(url);

        bool IsPort(Url url) => port is null || port == PortOf(url);
    }

    public static int PortOf(Url url) => url.Port > 0 ? url.Port : url.Scheme == "https" ? 443 : 80;

    public static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    /// <summary>An IPv6 address with a port stands in brackets.</summary>
    private static (string Name, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']');
        return hasPort && ushort.TryParse(entry.AsSpan(colon + 1), out var port) ? (entry[..colon], port) : (entry, null);
    }
}
