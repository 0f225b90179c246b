using System.Text.Json.Serialization;

namespace Crawling;

/// <summary>A file that an item has named and that is in the store.</summary>
/// <param name="Url">Where it was fetched.</param>
/// <param name="Path">Where it is, from the store's folder, with <c>/</c> between.</param>
/// <param name="Checksum">The SHA-256 of its content, hexadecimal.</param>
/// <param name="Status">How it came there.</param>
public sealed record StoredFile(Url Url, string Path, string Checksum, StoredFileStatus Status);

/// <summary>How a file came into the store.</summary>
public enum StoredFileStatus
{
    /// <summary>It was fetched.</summary>
    [JsonStringEnumMemberName("downloaded")]
    Downloaded,

    /// <summary>It was there, and young enough.</summary>
    [JsonStringEnumMemberName("uptodate")]
    UpToDate,

    /// <summary>It was taken from the HTTP cache.</summary>
    [JsonStringEnumMemberName("cached")]
    Cached,
}
