using System.Buffers;

namespace Crawling.Items;

/// <summary>What is stored, and under which extensions.</summary>
/// <param name="Candidates">The extensions, with their dot, that the file of a URL may have in the store.</param>
/// <param name="ExtensionOf">The one for what was fetched for a URL.</param>
internal sealed record MediaKind(Func<Url, IEnumerable<string>> Candidates, Func<Url, Response, string> ExtensionOf)
{
    private const int LongestExtension = 8;

    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Files of any kind, with the extension of their URL.</summary>
    public static readonly MediaKind Files = new(url => [OfUrl(url)], (url, _) => OfUrl(url));

    /// <summary>Images, with the extension of their content, whatever URL and server say.</summary>
    public static readonly MediaKind Images = new(_ => ImageFormat.Extensions, (_, response) => ImageFormat.ExtensionOf(response.Body.Span)
        ?? throw new MediaException($"it is no image that is known, though the server calls it {response.Headers["Content-Type"] ?? "nothing"}"));

    /// <summary>A few ASCII letters and digits, or nothing: a URL may hold anything.</summary>
    private static string OfUrl(Url url)
    {
        var extension = Path.GetExtension(url.Path);
        return extension.Length - 1 is > 0 and <= LongestExtension && extension.AsSpan(1).IndexOfAnyExcept(LettersAndDigits) < 0
            ? extension.ToLowerInvariant()
            : "";
    }
}
