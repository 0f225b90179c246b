using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class SettingsRulesTests
{
    private const string Milliseconds = "24.20:31:23.6470000";

    [Theory]
    [InlineData("userAgent", "", "command line: 'userAgent' is '' but must be printable ASCII.")]
    [InlineData("userAgent", "a\nb", "command line: 'userAgent' is 'a\nb' but must be printable ASCII.")]
    [InlineData("concurrentRequests", "0", "command line: 'concurrentRequests' is '0' but must be at least 1.")]
    [InlineData("concurrentRequestsPerHost", "-1", "command line: 'concurrentRequestsPerHost' is '-1' but must be at least 1.")]
    [InlineData("concurrentCallbacks", "0", "command line: 'concurrentCallbacks' is '0' but must be at least 1.")]
    [InlineData("concurrentItems", "0", "command line: 'concurrentItems' is '0' but must be at least 1.")]
    [InlineData("callbackTimeout", "0s", "command line: 'callbackTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:delay", "-1s", "command line: 'download:delay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("download:timeout", "0s", "command line: 'download:timeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:timeout", "25d", "command line: 'download:timeout' is '25.00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:resolveTimeout", "0s", "command line: 'download:resolveTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:connectTimeout", "0s", "command line: 'download:connectTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:tlsTimeout", "0s", "command line: 'download:tlsTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:headersTimeout", "0s", "command line: 'download:headersTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:bodyIdleTimeout", "0s", "command line: 'download:bodyIdleTimeout' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("download:minThroughput", "-1", "command line: 'download:minThroughput' is '-1' but must be at least 0.")]
    [InlineData("download:maxHeadersSize", "1023", "command line: 'download:maxHeadersSize' is '1023' but must be at least 1024.")]
    [InlineData("download:maxBodySize", "0", "command line: 'download:maxBodySize' is '0' but must be at least 1.")]
    [InlineData("download:maxCompressionRatio", "0", "command line: 'download:maxCompressionRatio' is '0' but must be at least 1.")]
    [InlineData("download:maxRedirects", "-1", "command line: 'download:maxRedirects' is '-1' but must be at least 0.")]
    [InlineData("robots:userAgent", "(bot)", "command line: 'robots:userAgent' is '(bot)' but must be a name of letters, digits and -_., as Name or Name/1.0.")]
    [InlineData("robots:userAgent", "*", "command line: 'robots:userAgent' is '*' but must be a name of letters, digits and -_., as Name or Name/1.0.")]
    [InlineData("robots:maxCrawlDelay", "-1s", "command line: 'robots:maxCrawlDelay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("robots:retryInterval", "0s", "command line: 'robots:retryInterval' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("defaultHeaders:X-Api-Key", "1", "command line: 'defaultHeaders:X-Api-Key' is '***' but must be printable ASCII, and no User-Agent (see userAgent) nor a header that holds credentials (see auth), as it goes to every host.")]
    [InlineData("defaultHeaders:user-agent", "a", "command line: 'defaultHeaders:user-agent' is 'a' but must be printable ASCII, and no User-Agent (see userAgent) nor a header that holds credentials (see auth), as it goes to every host.")]
    [InlineData("defaultHeaders:a b", "c", "command line: 'defaultHeaders:a b' is 'c' but must be printable ASCII, and no User-Agent (see userAgent) nor a header that holds credentials (see auth), as it goes to every host.")]
    [InlineData("download:maxRefreshDelay", "-1s", "command line: 'download:maxRefreshDelay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("auth:user", "a:b", "command line: 'auth:user' is 'a:b' but must be without ':' (RFC 7617).")]
    [InlineData("auth:headers", "X-A,b c", "command line: 'auth:headers' is 'X-A,b c' but must be names of header fields.")]
    [InlineData("proxy:url", "ftp://me:secret@p:1", "command line: 'proxy:url' is 'ftp://***@p:1/' but must be an address as http://user:password@host:port, with http, https, socks4, socks4a or socks5.")]
    [InlineData("proxy:pool", "http://p:1,p:1", "command line: 'proxy:pool:1' is 'p:1' but must be an address as http://user:password@host:port, with http, https, socks4, socks4a or socks5.")]
    [InlineData("proxy:backOff", "0s", "command line: 'proxy:backOff' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("proxy:maxBackOff", "0s", "command line: 'proxy:maxBackOff' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("retry:times", "-1", "command line: 'retry:times' is '-1' but must be at least 0.")]
    [InlineData("retry:statuses", "503,99", "command line: 'retry:statuses' is '503,99' but must be statuses from 200 to 999.")]
    [InlineData("retry:baseDelay", "-1s", "command line: 'retry:baseDelay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("retry:maxDelay", "25d", "command line: 'retry:maxDelay' is '25.00:00:00' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("retry:maxRetryAfter", "-1s", "command line: 'retry:maxRetryAfter' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("autoThrottle:targetConcurrency", "0", "command line: 'autoThrottle:targetConcurrency' is '0' but must be at least 0.01.")]
    [InlineData("autoThrottle:startDelay", "-1s", "command line: 'autoThrottle:startDelay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("autoThrottle:maxDelay", "25d", "command line: 'autoThrottle:maxDelay' is '25.00:00:00' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("hosts:*.a.test:concurrentRequests", "0", "command line: 'hosts:*.a.test:concurrentRequests' is '0' but must be at least 1.")]
    [InlineData("hosts:*.a.test:delay", "-1s", "command line: 'hosts:*.a.test:delay' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("hosts:http://a.test:delay", "1s", "command line: 'hosts:http://a.test' is 'http://a.test' but must be a host name, in which * may stand for any part, as *.example.org.")]
    [InlineData("cache:maxSize", "1000", "command line: 'cache:maxSize' is '1000' but must be at least 1048576.")]
    [InlineData("cache:expiration", "0s", "command line: 'cache:expiration' is '00:00:00' but must be longer than 00:00:00.")]
    [InlineData("cache:ignoredStatuses", "404,99", "command line: 'cache:ignoredStatuses' is '404,99' but must be statuses from 200 to 999.")]
    [InlineData("cache:ignoreMissing", "true", "command line: 'cache:ignoreMissing' is 'true' but must be false unless there is a cache: give cache:policy.")]
    [InlineData("record:file", "crawl.json", "command line: 'record:file' is 'crawl.json' but must be a file that ends in .warc.gz or .warc.")]
    [InlineData("frontier:memoryLimit", "0", "command line: 'frontier:memoryLimit' is '0' but must be at least 1.")]
    [InlineData("close:pages", "0", "command line: 'close:pages' is '0' but must be at least 1.")]
    [InlineData("close:items", "0", "command line: 'close:items' is '0' but must be at least 1.")]
    [InlineData("close:errors", "0", "command line: 'close:errors' is '0' but must be at least 1.")]
    [InlineData("close:after", "0s", "command line: 'close:after' is '00:00:00' but must be from 00:00:00.0010000 to " + Milliseconds + ".")]
    [InlineData("close:deadline", "-1s", "command line: 'close:deadline' is '-00:00:01' but must be from 00:00:00 to " + Milliseconds + ".")]
    [InlineData("connectTo:a", "127.0.0.1", "command line: 'connectTo:a' is '127.0.0.1' but must be an address and a port, as 127.0.0.1:8080.")]
    [InlineData("connectTo:a", "::1", "command line: 'connectTo:a' is '::1' but must be an address and a port, as 127.0.0.1:8080.")]
    [InlineData("connectTo:a", "127.0.0.1:70000", "command line: 'connectTo:a' is '127.0.0.1:70000' but must be an address and a port, as 127.0.0.1:8080.")]
    [InlineData("feeds:0:format", "csv", "command line: 'feeds:0:path' is '' but must be a file, or - for standard output.")]
    public void A_value_out_of_its_range_is_refused(string path, string value, string message)
    {
        var options = Set(path, value);

        var error = Assert.Throws<SettingsException>(() => SettingsRules.Check(options));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("download:delay", "0s")]
    [InlineData("download:timeout", "1ms")]
    [InlineData("robots:userAgent", "null")]
    [InlineData("robots:maxCrawlDelay", "0s")]
    [InlineData("retry:times", "0")]
    [InlineData("retry:statuses", "200,999")]
    [InlineData("retry:statuses", "")]
    [InlineData("retry:baseDelay", "0s")]
    [InlineData("autoThrottle:targetConcurrency", "0.01")]
    [InlineData("autoThrottle:startDelay", "0s")]
    [InlineData("hosts:*:delay", "0s")]
    [InlineData("hosts:a.test:concurrentRequests", "1")]
    [InlineData("hosts:a.test:concurrentRequests", "null")]
    [InlineData("close:pages", "null")]
    [InlineData("callbackTimeout", "null")]
    [InlineData("download:minThroughput", "0")]
    [InlineData("connectTo:a", "[::1]:8080")]
    [InlineData("connectTo:a", "localhost:1")]
    [InlineData("feeds:0:path", "-")]
    public void A_value_at_the_edge_of_its_range_is_taken(string path, string value)
    {
        SettingsRules.Check(Set(path, value));
    }

    [Fact]
    public void Rules_hold_for_what_is_set_in_code_too()
    {
        var options = new CrawlerOptions { ConcurrentRequests = 0 };

        Assert.Equal(
            "code: 'concurrentRequests' is '0' but must be at least 1.",
            Assert.Throws<SettingsException>(() => options.ForSpider("quotes", _ => { })).Message);
        Assert.Equal(
            "Configure: 'concurrentItems' is '0' but must be at least 1.",
            Assert.Throws<SettingsException>(() => new CrawlerOptions().ForSpider("quotes", configured => configured.ConcurrentItems = 0)).Message);
    }

    [Fact]
    public void A_broken_rule_does_not_matter_once_a_higher_layer_mends_it()
    {
        var options = SettingsLayers.FromFile(null, SettingsLayer.CommandLine([KeyValuePair.Create("concurrentRequests", "1")])).Load();

        Assert.Equal(1, options.ForSpider("quotes", configured => configured.ConcurrentRequests = 0).ConcurrentRequests);
    }

    private static CrawlerOptions Set(string path, string value) =>
        SettingsLayers.FromFile(null, SettingsLayer.CommandLine([KeyValuePair.Create(path, value)])).Load();
}
