using Crawling;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>When a host runs a spider.</summary>
public sealed class HostedCrawlOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Whether it runs as soon as the host has started. Default: true.</summary>
    public bool RunOnStart { get; set; } = true;

    /// <summary>The time from one start to the next, counted from the start of the host; a run that is due while the last one still goes on
    /// is skipped. Default, null: it does not run again.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>Stops the host once this run, and that of every other hosted crawl that asks for it, has ended; the exit code is 1 if it
    /// failed. Not together with <see cref="Interval"/>. Default: false.</summary>
    public bool StopHostWhenDone { get; set; }

    /// <summary>Values for the spider's public properties, by name.</summary>
    public Dictionary<string, string> Arguments { get; set; } = [];

    internal void Check(string spider)
    {
        if (Interval < Shortest || Interval > Longest)
        {
            throw new SettingsException($"Hosted crawl '{spider}': Interval is {Interval} but must be from {Shortest} to {Longest}.");
        }

        if (Interval is not null && StopHostWhenDone)
        {
            throw new SettingsException(
                $"Hosted crawl '{spider}': with an Interval of {Interval} it is never done, so StopHostWhenDone cannot be set as well.");
        }
    }
}
