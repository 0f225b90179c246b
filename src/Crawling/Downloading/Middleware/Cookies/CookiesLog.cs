using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Cookies;

internal static partial class CookiesLog
{
    [LoggerMessage(EventIds.Downloading + 40, LogLevel.Information, "Sends with {Request}: Cookie: {Cookies}")]
    public static partial void Sent(ILogger logger, Request request, string cookies);

    [LoggerMessage(EventIds.Downloading + 41, LogLevel.Information, "Received from {Url}: Set-Cookie: {Cookie}")]
    public static partial void Received(ILogger logger, Url url, string cookie);

    [LoggerMessage(EventIds.Downloading + 42, LogLevel.Information, "Ignored from {Url}, {Problem}: Set-Cookie: {Cookie}")]
    public static partial void Ignored(ILogger logger, Url url, string problem, string cookie);

    [LoggerMessage(
        EventIds.Downloading + 43,
        LogLevel.Warning,
        "The cookies of session '{Session}', unused for longest, are forgotten: those of all sessions take more than {Limit} bytes (cookies:memoryLimit). This is said once")]
    public static partial void Forgotten(ILogger logger, string session, long limit);
}
