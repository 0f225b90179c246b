using System.Text.Json.Serialization;

namespace Crawling.Cookies;

/// <summary>What makes a cookie the same as another.</summary>
internal readonly record struct CookieId(string Domain, bool IsHostOnly, string Path, string Name);

/// <summary>A cookie in a jar.</summary>
internal sealed record Cookie(CookieId Id, string Value)
{
    /// <summary>What a cookie takes beside its text.</summary>
    private const int Overhead = 200;

    public bool IsSecure { get; init; }

    /// <summary>Null: with the session, which here is the crawl or its job.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Where alone it is sent; null for one that a server has set.</summary>
    public string? Origin { get; init; }

    /// <summary>Its place among the cookies of the jar by age.</summary>
    public long Created { get; init; }

    /// <summary>Its place by last use.</summary>
    [JsonIgnore]
    public long Used { get; set; }

    /// <summary>As it stands in a Cookie header.</summary>
    [JsonIgnore]
    public string Pair => Id.Name.Length == 0 ? Value : $"{Id.Name}={Value}";

    /// <summary>About how many bytes it takes.</summary>
    [JsonIgnore]
    public long Size => Overhead + ((Id.Domain.Length + Id.Path.Length + Id.Name.Length + Value.Length) * sizeof(char));

    /// <summary>Whether another would be sent in the same way, to the same URLs.</summary>
    public bool IsLike(Cookie other) => this with { Created = other.Created, Used = other.Used } == other;
}
