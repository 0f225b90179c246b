namespace Crawling.Robots;

/// <summary>An allow or disallow line (RFC 9309, section 2.2.2).</summary>
/// <param name="Allows">Which of the two.</param>
/// <param name="Pattern">In the form of <see cref="RobotsPath.OfPattern"/>: '*' is a wildcard, '$' at the end the end of the URL.</param>
internal sealed record RobotsRule(bool Allows, string Pattern)
{
    public bool Matches(RobotsPath path) => Matches(path.Encoded) || (path.Plain != path.Encoded && Matches(path.Plain));

    /// <summary>As it would be written in the file.</summary>
    public override string ToString() => $"{(Allows ? "Allow" : "Disallow")}: {Pattern}";

    // Each part is taken where it comes first, and never moved again: if the rest does not follow there, it follows nowhere. So a pattern of
    // many wildcards takes one pass over the path.
    private bool Matches(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> pattern = Pattern;
        var toTheEnd = pattern.EndsWith('$');
        if (toTheEnd)
        {
            pattern = pattern[..^1];
        }

        var wildcard = pattern.IndexOf('*');
        if (wildcard < 0)
        {
            return toTheEnd ? path.SequenceEqual(pattern) : path.StartsWith(pattern);
        }

        if (!path.StartsWith(pattern[..wildcard]))
        {
            return false;
        }

        path = path[wildcard..];
        pattern = pattern[(wildcard + 1)..];
        while ((wildcard = pattern.IndexOf('*')) >= 0)
        {
            var start = path.IndexOf(pattern[..wildcard]);
            if (start < 0)
            {
                return false;
            }

            path = path[(start + wildcard)..];
            pattern = pattern[(wildcard + 1)..];
        }

        return toTheEnd ? path.EndsWith(pattern) : path.IndexOf(pattern) >= 0;
    }
}
