namespace Crawling.Serving;

/// <summary>The section <c>serve</c> of <c>crawler.json</c>.</summary>
internal sealed class ServeOptions
{
    /// <summary>Where queue, history and the files of the jobs are kept, from the project's folder.</summary>
    public string Directory { get; set; } = ".crawler";

    /// <summary>The IP address to listen on. Every other than loopback needs a token.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>0: any that is free. Default: that of scrapyd.</summary>
    public int Port { get; set; } = 6800;

    /// <summary>Names besides localhost by which the service is called; an IP address need not be here.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>What every request must bring. Null: none on loopback, else one that is made at the first start.</summary>
    public string? Token { get; set; }

    /// <summary>Crawls at once. A paused one counts.</summary>
    public int MaxRunning { get; set; } = Environment.ProcessorCount;

    public Isolation Isolation { get; set; }

    /// <summary>How often a crawl whose process dies is begun before its job has failed.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Crawls that are started by the clock.</summary>
    public List<ScheduleOptions> Schedules { get; set; } = [];
}

/// <summary>Where a crawl runs.</summary>
internal enum Isolation
{
    /// <summary>In a child process: what brings it down brings down nothing else.</summary>
    Process,

    /// <summary>In the process of the service: it starts at once, and needs less memory.</summary>
    InProcess,
}

/// <summary>A crawl that is started by the clock.</summary>
internal sealed class ScheduleOptions
{
    public string Spider { get; set; } = "";

    /// <summary>Six or seven fields, seconds first, as in <c>0 30 4 * * ?</c>.</summary>
    public string Cron { get; set; } = "";

    /// <summary>The name of the zone whose clock it is, as in <c>Europe/Paris</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    public Dictionary<string, string> Arguments { get; set; } = [];

    public Dictionary<string, string> Settings { get; set; } = [];
}
