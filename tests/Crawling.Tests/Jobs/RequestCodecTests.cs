using Crawling.Downloading;
using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Tests.Jobs;

public sealed class RequestCodecTests
{
    [Fact]
    public void The_way_of_redirects_is_kept_with_its_reasons()
    {
        var hop = new Hop { Depth = 2, RedirectedFrom = ["http://a.example/", "http://b.example/"], RedirectReasons = ["301", "meta refresh"] };
        var request = new Request("http://c.example/") { Proxy = "socks5://me:secret@proxy.example:1080" };
        var codec = new RequestCodec(new CallbackNames(new SpiderOf()));

        var read = codec.Read(codec.Write(FrontierRequest.Of(request, hop)));

        Assert.Equal((hop.Depth, request.Proxy), (read.Hop.Depth, read.Request.Proxy));
        Assert.Equal(hop.RedirectedFrom, read.Hop.RedirectedFrom);
        Assert.Equal(hop.RedirectReasons, read.Hop.RedirectReasons);
    }

    [Fact]
    public void What_a_request_has_failed_with_is_kept()
    {
        var hop = new Hop { Retries = 2, EarlierTries = [new(DateTimeOffset.UnixEpoch, "502 Bad Gateway"), new(DateTimeOffset.UnixEpoch.AddTicks(1), "Timeout")] };
        var codec = new RequestCodec(new CallbackNames(new SpiderOf()));

        var read = codec.Read(codec.Write(FrontierRequest.Of(new Request("http://a.example/"), hop)));

        Assert.Equal(2, read.Hop.Retries);
        Assert.Equal(hop.EarlierTries, read.Hop.EarlierTries);
    }
}
