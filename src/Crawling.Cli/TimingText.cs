using System.Globalization;
using Crawling.Downloading;

namespace Crawling.Cli;

/// <summary>One exchange in a line: <c>* GET https://example.com/ 200 HTTP/2.0: look-up 3.1 ms, connect 9.0 ms, TLS 21.5 ms, …</c>.</summary>
internal static class TimingText
{
    public static string Of(Exchange exchange)
    {
        List<string> stages = [];
        Add("look-up", exchange.LookUp);
        Add("connect", exchange.Connect);
        Add("TLS", exchange.Tls);
        if (stages.Count == 0 && exchange.Status is not null)
        {
            stages.Add("connection kept");
        }

        Add("first byte", exchange.FirstByte);
        Add("total", exchange.Total);
        var answer = exchange.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"{status} HTTP/{exchange.Version}") : "no answer";
        return $"* {exchange.Request} {answer}{(stages.Count > 0 ? ": " : "")}{string.Join(", ", stages)}";

        void Add(string stage, TimeSpan? time)
        {
            if (time is { } took)
            {
                stages.Add(string.Create(CultureInfo.InvariantCulture, $"{stage} {took.TotalMilliseconds:0.0} ms"));
            }
        }
    }
}
