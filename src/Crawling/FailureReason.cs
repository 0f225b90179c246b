namespace Crawling;

/// <summary>Why a request failed, whatever transport it went over.</summary>
public enum FailureReason
{
    /// <summary>A status that is neither 2xx nor allowed.</summary>
    HttpStatus,

    /// <summary>The host's name has no address.</summary>
    NameResolution,

    /// <summary>The host answered, but nobody listens on the port.</summary>
    ConnectionRefused,

    /// <summary>The connection broke before the response was whole.</summary>
    ConnectionLost,

    /// <summary>The TLS handshake failed or the certificate is not trusted.</summary>
    Tls,

    /// <summary>The proxy refused or could not be reached.</summary>
    ProxyFailure,

    /// <summary>A time limit ended.</summary>
    Timeout,

    /// <summary>Bytes came more slowly than the minimum throughput.</summary>
    TooSlow,

    /// <summary>The header block or the body is over its limit.</summary>
    TooLarge,

    /// <summary>The body is shorter than it said.</summary>
    Truncated,

    /// <summary>The reply is not HTTP, or its content coding is broken.</summary>
    BadReply,

    /// <summary>No download handler serves the URL's scheme.</summary>
    UnsupportedScheme,

    /// <summary>The address is one that the crawl may not connect to.</summary>
    BlockedAddress,

    /// <summary>robots.txt disallows the URL.</summary>
    RobotsDenied,

    /// <summary>The URL is outside the spider's allowed domains.</summary>
    Offsite,

    /// <summary>More redirects than are followed.</summary>
    TooManyRedirects,

    /// <summary>The crawl ended before the response came, or <see cref="Request.OnHeaders"/> aborted the fetch.</summary>
    Cancelled,

    /// <summary>The callback threw, or one of the request's own during the download.</summary>
    CallbackError,

    /// <summary>The callback did not end within its limit.</summary>
    CallbackHung,

    /// <summary>The request has ended the process repeatedly.</summary>
    Poison,

    /// <summary>None of the others.</summary>
    Other,
}
