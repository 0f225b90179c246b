using System.Text;

namespace Crawling.Tests.Downloading.Curl;

public sealed class CurlReaderTests
{
    [Theory]
    [InlineData("curl http://a/", "GET http://a/")]
    [InlineData("curl a.example/x", "GET http://a.example/x")]
    [InlineData("curl -X PUT --url http://a/", "PUT http://a/")]
    [InlineData("curl -XPURGE http://a/", "PURGE http://a/")]
    [InlineData("curl -I http://a/", "HEAD http://a/")]
    [InlineData("curl -sSLkI --compressed -o out.html --max-redirs 3 http://a/", "HEAD http://a/")]
    [InlineData("curl 'http://a/?q=1#part' -G -d b=2 --data-urlencode 'c=x &y'", "GET http://a/?q=1&b=2&c=x+%26y#part")]
    [InlineData("curl http://a/ -d ''", "POST http://a/")]
    public void Method_and_url_are_read(string command, string expected) => Assert.Equal(expected, Request.FromCurl(command).ToString());

    [Theory]
    [InlineData("-d a=1 --data-raw @b --data-binary 'c\nd' -dlast", "a=1&@b&c\nd&last")]
    [InlineData("--data-urlencode 'a b' --data-urlencode '=c&d' --data-urlencode 'n=ü'", "a+b&c%26d&n=%C3%BC")]
    public void Data_is_one_body(string arguments, string expected)
    {
        var request = Request.FromCurl($"curl http://a/ {arguments}");
        Assert.Equal(("POST", expected), (request.Method, Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
    }

    [Fact]
    public void Json_says_so()
    {
        var request = Request.FromCurl("""curl http://a/ --json '{"a":' --json '1}'""");
        Assert.Equal(("POST", """{"a":1}"""), (request.Method, Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Equal(["Content-Type: application/json", "Accept: application/json"], request.Headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public void Fields_are_sent_in_parts()
    {
        var request = Request.FromCurl("curl http://a/ -F a=1 --form-string 'b=@x;type=y'");
        var boundary = request.Headers["Content-Type"]!.Split("boundary=")[1];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                + $"--{boundary}\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n@x;type=y\r\n--{boundary}--\r\n",
            Encoding.UTF8.GetString(request.Body.Span));
    }

    [Fact]
    public void Headers_are_read_and_those_of_curl_can_be_taken_back()
    {
        var request = Request.FromCurl(
            "curl http://a/ -H 'X-A:  one ' -H 'X-A: two' -H 'X-Empty;' -H Content-Type: -A agent -e 'http://b/;auto' -u me:secret --data-raw x");

        Assert.Equal(
            ["X-A: one", "X-A: two", "X-Empty: ", "User-Agent: agent", "Referer: http://b/", "Authorization: Basic bWU6c2VjcmV0"],
            request.Headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public void Cookies_are_named_values_if_they_can_be()
    {
        var named = Request.FromCurl("curl http://a/ -b 'a=1; b=x=y' -H 'Cookie: c=3'");
        Assert.Equal([new("a", "1"), new("b", "x=y"), new("c", "3")], named.Cookies!);
        Assert.False(named.Headers.Contains("Cookie"));

        var twice = Request.FromCurl("curl http://a/ -b 'a=1; a=2'");
        Assert.Equal((null, "a=1; a=2"), (twice.Cookies, twice.Headers["Cookie"]));
    }

    [Fact]
    public void Proxy_and_time_are_the_requests()
    {
        var request = Request.FromCurl("curl http://a/ -x proxy:3128 -m 1.5");
        Assert.Equal(("http://proxy:3128/", TimeSpan.FromSeconds(1.5)), (request.Proxy!.Href, request.Timeout));
    }

    [Fact]
    public void What_a_browser_copies_is_read()
    {
        // As Chromium's developer tools quote it (NetworkLogView.ts, "Copy as cURL (bash)").
        const string Command = """
            curl 'https://a.example/api?x=%20y' \
              -H 'accept: */*' \
              -b 'sid=1' \
              -H 'content-type: application/json' \
              --data-raw $'{"a":"it\'s \u0021\n"}' \
              --compressed ;
            """;
        var request = Request.FromCurl(Command.Replace(" ;", "", StringComparison.Ordinal));

        Assert.Equal("POST https://a.example/api?x=%20y", request.ToString());
        Assert.Equal("{\"a\":\"it's !\n\"}", Encoding.UTF8.GetString(request.Body.Span));
    }

    [Theory]
    [InlineData("wget http://a/", "A curl command begins with the word curl.")]
    [InlineData("", "A curl command begins with the word curl.")]
    [InlineData("curl", "The command has no URL.")]
    [InlineData("curl http://a/ http://b/", "The command has two URLs, 'http://a/' and 'http://b/'; a request has one.")]
    [InlineData("curl http://a/ --cert c.pem", "curl's option '--cert' has no counterpart in a request: leave it out.")]
    [InlineData("curl http://a/ -sZ", "curl's option '-Z' has no counterpart in a request: leave it out.")]
    [InlineData("curl http://a/ -H", "curl's option '-H' lacks its argument.")]
    [InlineData("curl http://a/ -H 'a b'", "'a b' is no header, as Name: value.")]
    [InlineData("curl http://a/ -d @file", "-d '@file' names a file, which is not read here: set the request's Body.")]
    [InlineData("curl http://a/ -F a=@file", "-F 'a=@file' names a file, which is not read here: set the request's Body.")]
    [InlineData("curl http://a/ -F a", "-F takes name=value, not 'a'.")]
    [InlineData("curl http://a/ -b jar", "-b 'jar' names a file, which is not read here: give cookies as 'name=value; name=value'.")]
    [InlineData("curl http://a/ -m soon", "'soon' is no number of seconds.")]
    [InlineData("curl 'http://a/", "The quote ' at 5 does not end.")]
    [InlineData("curl http://a/ | sh", "'|' at 15 is for a shell; give the curl command alone, its arguments in quotes.")]
    [InlineData("curl http://a/?a=1&b=2", "'&' at 18 is for a shell; give the curl command alone, its arguments in quotes.")]
    [InlineData("curl \"http://a/$HOME\"", "'$' at 15 asks a shell to expand something; write out what is meant, or quote it by '.")]
    [InlineData("curl http://a/ -d $'\\0'", "The NUL at 20 would end the argument.")]
    [InlineData("curl http://a/ -X 'A B'", "'A B' is not an HTTP method: one is a single word, as GET or POST. (Parameter 'method')")]
    public void What_is_no_request_is_one_clear_error(string command, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Request.FromCurl(command)).Message);
}
