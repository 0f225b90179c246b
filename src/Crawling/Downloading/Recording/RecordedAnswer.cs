namespace Crawling.Recording;

/// <summary>An answer in a recording.</summary>
/// <param name="Start">Where its block begins in the file.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsFailure">Whether it tells of a failure, instead of holding a response.</param>
/// <param name="IsCutOff">Whether the connection broke off before the body was whole.</param>
internal readonly record struct RecordedAnswer(long Start, long End, bool IsFailure, bool IsCutOff)
{
    /// <summary>The WARC-Truncated of a body whose connection broke off.</summary>
    public const string Disconnect = "disconnect";
}
