using Serilog.Data;
using Serilog.Events;

namespace Crawling.Cli;

/// <summary>Cleans the texts in the values of a log event, however deep.</summary>
internal sealed class CleanValues : LogEventPropertyValueRewriter<object?>
{
    public LogEventPropertyValue Clean(LogEventPropertyValue value) => Visit(null, value);

    protected override LogEventPropertyValue VisitScalarValue(object? state, ScalarValue scalar) =>
        scalar.Value is string or Uri ? new ScalarValue(CleanText.Line(scalar.Value.ToString()!)) : scalar;
}
