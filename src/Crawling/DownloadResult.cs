namespace Crawling;

/// <summary>A response, a request to schedule instead (now or not before a time), or a drop with its reason. Failures are exceptions of type
/// <see cref="DownloadException"/>.</summary>
public readonly struct DownloadResult
{
    private DownloadResult(Response? response, Request? rescheduled, TimeSpan? notBefore, FailureReason? dropReason, string? dropDetail)
    {
        Response = response;
        Rescheduled = rescheduled;
        NotBefore = notBefore;
        DropReason = dropReason;
        DropDetail = dropDetail;
    }

    /// <summary>The response, if there is one.</summary>
    public Response? Response { get; }

    /// <summary>The request that goes back to the scheduler instead, if there is one.</summary>
    public Request? Rescheduled { get; }

    internal TimeSpan? NotBefore { get; }

    internal FailureReason? DropReason { get; }

    internal string? DropDetail { get; }

    /// <summary>Whether the host has not seen the request, so that its slot need not pause after it.</summary>
    internal bool IsUnsent { get; init; }

    /// <summary>Goes on to the callback.</summary>
    public static implicit operator DownloadResult(Response response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new(response, null, null, null, null) { IsUnsent = response.IsUnsent };
    }

    /// <summary>Completes this request and schedules another for it, a redirect's target or the same again.</summary>
    /// <param name="request">The other.</param>
    /// <param name="notBefore">How long it waits at least. Default: not at all.</param>
    public static DownloadResult Reschedule(Request request, TimeSpan? notBefore = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(null, request, notBefore, null, null);
    }

    /// <summary>Ends the request: its errback gets the reason.</summary>
    /// <param name="reason">What kind of refusal it was.</param>
    /// <param name="detail">The rule and what it found, for a person.</param>
    public static DownloadResult Drop(FailureReason reason, string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return new(null, null, null, reason, detail);
    }

    /// <summary>Drops a request that has not been sent.</summary>
    internal static DownloadResult Refuse(FailureReason reason, string detail) => Drop(reason, detail) with { IsUnsent = true };
}
