using System.Text;
using Crawling.Downloading;
using Crawling.Engine;
using Crawling.Robots;
using Crawling.Scheduling;

namespace Crawling.Tests.Engine;

public sealed class GivenUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Request Page = new("http://a.test/page");

    [Theory]
    [InlineData(FailureReason.NameResolution, true)]
    [InlineData(FailureReason.ConnectionRefused, true)]
    [InlineData(FailureReason.Timeout, true)]
    [InlineData(FailureReason.Tls, false)]
    [InlineData(FailureReason.TooLarge, false)]
    [InlineData(FailureReason.RobotsDenied, false)]
    [InlineData(FailureReason.Offsite, false)]
    [InlineData(FailureReason.TooManyRedirects, false)]
    [InlineData(FailureReason.Cancelled, false)]
    public void What_may_pass_is_given_up_and_what_would_come_again_is_not(FailureReason reason, bool isGivenUp)
    {
        var givenUp = Of(FrontierRequest.Of(Page, Hop.First), Failing(reason));

        Assert.Equal(isGivenUp ? $"{reason}: on purpose" : null, givenUp?.Reason);
        Assert.Equal(isGivenUp ? [new FailedTry(Now, reason.ToString())] : null, givenUp?.Request.Hop.EarlierTries);
    }

    [Theory]
    [InlineData(503, false, "503 Service Unavailable")]
    [InlineData(503, true, null)]
    [InlineData(404, false, null)]
    [InlineData(301, false, null)]
    public void Of_the_statuses_it_is_those_that_are_tried_again(int status, bool isCached, string? reason)
    {
        var response = new Response(Page.Url, status) { IsUnsent = isCached };

        Assert.Equal(reason, Of(FrontierRequest.Of(Page, Hop.First), new(Page, FailureReason.HttpStatus, null, response))?.Reason);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("User-agent: *\nDisallow: /", false)]
    public void A_site_whose_robots_file_cannot_be_had_may_have_it_later(string? file, bool isGivenUp)
    {
        var robots = new RobotsAnswer { Origin = "http://a.test", File = file is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(file), Expires = Now };

        Assert.Equal(isGivenUp, Of(FrontierRequest.Of(Page, Hop.First), Failing(FailureReason.RobotsDenied), robots) is not null);
    }

    [Fact]
    public void What_is_given_up_can_be_tried_as_often_as_at_first_and_knows_its_history()
    {
        var tried = new FailedTry(Now.AddMinutes(-1), "502 Bad Gateway");
        var hop = new Hop { Depth = 3, Retries = 2, Page = "http://a.test/", EarlierTries = [tried] };
        var entry = FrontierRequest.Of(Page with { Priority = 5, Method = "PUT" }, hop);

        var anew = Of(entry, Failing(FailureReason.Timeout))!.Request;

        Assert.Equal((7, "PUT", entry.Fingerprint), (anew.Request.Priority, anew.Request.Method, anew.Fingerprint));
        Assert.Equal((3, 0, "http://a.test/"), (anew.Hop.Depth, anew.Hop.Retries, anew.Hop.Page));
        Assert.Equal([tried, new FailedTry(Now, "Timeout")], anew.Hop.EarlierTries);
    }

    private static RequestFailure Failing(FailureReason reason) => new(Page, reason, new DownloadException(reason, "on purpose"), null);

    private static GivenUp? Of(FrontierRequest entry, RequestFailure failure, RobotsAnswer? robots = null) =>
        Failures.GivenUpBy(new LeasedRequest(new Lease(1, entry)) { Robots = robots }, failure, new RetryOptions(), Now);
}
