namespace Crawling.Cli;

/// <summary>A line and how it ended.</summary>
internal readonly record struct EnteredLine(string Text, LineEnd End);

/// <summary>How a line ends.</summary>
internal enum LineEnd
{
    /// <summary>By Enter.</summary>
    Entered,

    /// <summary>By Ctrl+C: it is not wanted.</summary>
    GivenUp,

    /// <summary>By Ctrl+D: there are no more.</summary>
    Closed,
}
