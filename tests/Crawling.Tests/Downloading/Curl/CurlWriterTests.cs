using System.Diagnostics;
using System.Text;
using Crawling.Curl;
using FsCheck;
using FsCheck.Fluent;

namespace Crawling.Tests.Downloading.Curl;

public sealed class CurlWriterTests
{
    private static readonly Gen<string> Token = Gen.Elements("X-A", "accept", "Range", "!#$%&'*+-.^_`|~");

    private static readonly Gen<string> Text = Gen.Elements("", "a b", "it's", "\"$HOME\" `ls` \\ !", "[1]{2}", "ü€😀", "%00;=&@-", "\u0085", "-X")
        .ArrayOf()
        .Select(string.Concat);

    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Choose(1, 255).Select(value => (byte)value).ArrayOf(),
        Text.Select(text => Encoding.UTF8.GetBytes(text.Replace("-", "-\r\n\t", StringComparison.Ordinal))));

    private static readonly Gen<Request> Requests =
        from method in Gen.Elements("GET", "POST", "HEAD", "PUT", "DELETE", "M-SEARCH")
        from path in Text
        from headers in Gen.Zip(Token, Text).ArrayOf()
        from body in Bytes
        from cookie in Text
        from proxy in Gen.Elements(null, "http://me:pass@proxy:8080/")
        select new Request($"http://a.example/{path}?{path}#{path}")
        {
            Method = method,
            Headers = [.. headers.Select(header => KeyValuePair.Create(header.Item1, header.Item2.Trim()))],
            Body = body,
            Cookies = cookie.Any(character => character == ';' || char.IsControl(character)) ? null : new Dictionary<string, string> { ["c"] = cookie.Trim() },
            Proxy = proxy is null ? null : Url.Parse(proxy),
        };

    [Fact]
    public void What_is_written_is_read_as_the_same_request() =>
        Prop.ForAll(Requests.ToArbitrary(), request => Assert.Equal(Told(request), Told(Request.FromCurl(request.ToCurl())))).QuickCheckThrowOnFailure();

    [BashFact]
    public async Task A_shell_reads_the_words_that_were_written()
    {
        var commands = Gen.Sample(Requests, 200, size: 20).Select(request => request.ToCurl()).ToList();
        var script = $"curl() {{ printf '%s\\0' curl \"$@\"; }}\n{string.Join('\n', commands)}\n";
        using var bash = Process.Start(new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var reading = ReadAsync(bash.StandardOutput.BaseStream);
        await bash.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(script));
        bash.StandardInput.Close();

        var expected = commands.SelectMany(ShellWords.Split).SelectMany(word => word.Append((byte)0)).ToArray();
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(await reading));
    }

    [Fact]
    public void It_is_written_as_a_person_would()
    {
        var request = new Request("http://a.example/")
        {
            Method = "POST",
            Headers = new HeaderList().Add("Content-Type", "text/plain"),
            Cookies = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            Body = "it's"u8.ToArray(),
        };

        Assert.Equal(@"curl 'http://a.example/' -H 'Content-Type: text/plain' -b 'a=1; b=2' --data-raw 'it'\''s'", request.ToCurl());
        Assert.Equal("curl 'http://a.example/' -I", new Request("http://a.example/") { Method = "HEAD" }.ToCurl());
        Assert.Equal("curl 'http://a.example/?a[]=1' -g", new Request("http://a.example/?a[]=1").ToCurl());
    }

    [Fact]
    public void A_body_that_no_command_line_can_hold_is_an_error() =>
        Assert.Throws<NotSupportedException>(() => new Request("http://a/") { Body = new byte[1] }.ToCurl());

    private static string Told(Request request) => string.Join(
        '\n',
        [
            request.ToString(),
            .. request.Headers.Select(header => $"{header.Key}: {header.Value}"),
            .. (request.Cookies ?? new Dictionary<string, string>()).Select(cookie => $"{cookie.Key}={cookie.Value}"),
            request.Proxy?.Href ?? "",
            Convert.ToHexString(request.Body.Span),
        ]);

    private static async Task<byte[]> ReadAsync(Stream output)
    {
        using var bytes = new MemoryStream();
        await output.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
