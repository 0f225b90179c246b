namespace Crawling.Forms;

/// <summary>A field that is sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFile">Whether it is a file, which is then an empty one.</param>
internal sealed record FormEntry(string Name, string Value, bool IsFile = false)
{
    /// <summary>As it is sent: each line break as CRLF.</summary>
    public FormEntry Normalized() => this with { Name = WithCrLf(Name), Value = WithCrLf(Value) };

    private static string WithCrLf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Replace("\n", "\r\n", StringComparison.Ordinal);
}
