namespace Crawling;

/// <summary>A user name and a password for HTTP Basic authentication (RFC 7617), sent to one domain unasked.</summary>
public sealed class AuthOptions
{
    /// <summary>The user name. Default: none is sent.</summary>
    public string? User { get; set; }

    /// <summary>The password. Default: none is sent.</summary>
    public string? Password { get; set; }

    /// <summary>Where they are sent, and nowhere else: <c>shop.example</c> for this host and those under it, <c>https://shop.example</c> for this
    /// origin alone. Required with either of them.</summary>
    public string? Domain { get; set; }

    /// <summary>Header fields of requests that hold credentials, besides those whose names tell (<c>Authorization</c>, <c>X-Api-Key</c>,
    /// <c>…-Token</c> and the like): none of them goes with a redirect to another origin.</summary>
    public List<string> Headers { get; set; } = [];
}
