using System.Text;

namespace Crawling.Benchmarks;

/// <summary>Panels beside each other over one logarithmic axis, as SVG; each begins at 0 and has a scale of its own.</summary>
internal static class LinePlot
{
    private const int Width = 360;
    private const int Height = 220;
    private const int Margin = 60;

    public static string Of(string axis, params IReadOnlyList<Series> panels)
    {
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{panels.Count * (Width + (2 * Margin))}" height="{Height + (2 * Margin)}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>

            """);
        for (var i = 0; i < panels.Count; i++)
        {
            svg.Append($"<g transform=\"translate({(i * (Width + (2 * Margin))) + Margin},{Margin})\">\n");
            Draw(svg, panels[i], axis);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Series series, string axis)
    {
        var (first, last) = (Math.Log10(series.Points.Min(point => point.X)), Math.Log10(series.Points.Max(point => point.X)));
        var top = NiceAbove(series.Points.Max(point => point.Y));
        double Across(double x) => last > first ? (Math.Log10(x) - first) / (last - first) * Width : Width / 2.0;
        double Down(double y) => Height - (y / top * Height);

        svg.Append($"<text x=\"0\" y=\"-20\" font-weight=\"bold\">{series.Name}</text>\n");
        svg.Append($"<text x=\"{Width / 2}\" y=\"{Height + 40}\" text-anchor=\"middle\">{axis}</text>\n");
        for (var line = 0; line <= 4; line++)
        {
            var y = top * line / 4;
            svg.Append($"<path d=\"M0 {Down(y):0.#}H{Width}\" stroke=\"#ccc\"/>");
            svg.Append($"<text x=\"-8\" y=\"{Down(y) + 4:0.#}\" text-anchor=\"end\">{y:n0}</text>\n");
        }

        foreach (var (x, y) in series.Points)
        {
            svg.Append($"<circle cx=\"{Across(x):0.#}\" cy=\"{Down(y):0.#}\" r=\"3\" fill=\"#06c\"/>");
            svg.Append($"<text x=\"{Across(x):0.#}\" y=\"{Height + 20}\" text-anchor=\"middle\">{x:n0}</text>\n");
        }

        var path = string.Join(' ', series.Points.Select(point => $"{Across(point.X):0.#},{Down(point.Y):0.#}"));
        svg.Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"#06c\" stroke-width=\"2\"/>\n");
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double NiceAbove(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(nice => nice >= value);
    }

    internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
}
