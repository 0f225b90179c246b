using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Crawling.Cli.Tests.Logging;

public sealed class CleanLoggerTests : ILogEventSink
{
    private readonly ILogger _logger;
    private LogEvent? _written;

    public CleanLoggerTests()
    {
        _logger = new CleanLogger(new LoggerConfiguration().WriteTo.Sink(this).CreateLogger());
    }

    private string Text => _written!.RenderMessage(CultureInfo.InvariantCulture);

    void ILogEventSink.Emit(LogEvent logEvent) => _written = logEvent;

    [Fact]
    public void Credentials_are_masked_in_values_however_deep()
    {
        var urls = new[] { "http://user:word@example.com/a" };

        _logger.Information("got {Url}, {Urls} and {@More}", "http://user:word@example.com/", urls, new { Url = "http://user:word@example.com/b" });

        Assert.Equal(
            "got \"http://***@example.com/\", [\"http://***@example.com/a\"] and { Url: \"http://***@example.com/b\" }",
            Text);
    }

    [Fact]
    public void Credentials_are_masked_in_texts_and_exceptions()
    {
        _logger.Error(new InvalidOperationException("http://user:word@example.com/ failed"), "lost http://user:word@example.com/ after {Count}", 3);

        Assert.Equal("lost http://***@example.com/ after 3", Text);
        Assert.Contains("http://***@example.com/ failed", _written!.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_remote_text_cannot_forge_a_line_or_command_the_terminal()
    {
        _logger.Information("title {Title}", "one\n12:00:00 ERR \u001b[2J\u009b2J");

        Assert.Equal("title \"one\\u000a12:00:00 ERR \\u001b[2J\\u009b2J\"", Text);
    }

    [Fact]
    public void What_is_clean_stays_as_it_is()
    {
        var error = new InvalidOperationException("plain");

        _logger.ForContext("Spider", "quotes").Warning(error, "number {Number} of {Text}", 7, "plain");

        Assert.Equal(LogEventLevel.Warning, _written!.Level);
        Assert.Same(error, _written.Exception);
        Assert.Equal(7, ((ScalarValue)_written.Properties["Number"]).Value);
        Assert.Equal("quotes", ((ScalarValue)_written.Properties["Spider"]).Value);
    }

    [Fact]
    public void Levels_are_those_of_the_logger_behind()
    {
        Assert.True(_logger.IsEnabled(LogEventLevel.Information));
        Assert.False(_logger.IsEnabled(LogEventLevel.Debug));
        Assert.False(_logger.ForContext("Spider", "quotes").IsEnabled(LogEventLevel.Debug));
    }
}
