using System.Text;
using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Pages whose character encoding is not what they say, or said twice.</summary>
internal static class Charsets
{
    private const string Utf8Page = "<meta charset=utf-8><title>CafÃ©</title>";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("charset-unknown", "Names an encoding that nobody knows.", Page("text/html; charset=x-klingon", Utf8Page)),
        new("charset-conflict", "The header says Latin-1, the page UTF-8.", Page("text/html; charset=iso-8859-1", Utf8Page)),
        new(
            "charset-bom-conflict",
            "The header says Latin-1, the byte order mark UTF-8.",
            Page("text/html; charset=iso-8859-1", "ï»¿" + Utf8Page)),
        new(
            "charset-late",
            "The page says it after its first 1,024 bytes.",
            Page("text/html", $"<!--{new string('-', 2000)}-->{Utf8Page}")),
        new("charset-utf-16-bare", "UTF-16 without a byte order mark.", Page("text/html", Wide("<title>Café</title>"))),
        new("charset-utf-7", "Says UTF-7, which no browser reads.", Page("text/html; charset=utf-7", "<title>+ADw-script+AD4-</title>")),
        new(
            "charset-invalid",
            "Says UTF-8 and has bytes that are not.",
            Page("text/html; charset=utf-8", "<title>\xff\xfe\xc0\x80\xed\xa0\x80</title>")),
        new("charset-twice", "Names two encodings.", Page("text/html; charset=utf-8; charset=koi8-r", Utf8Page)),
    ];

    private static Func<FaultConnection, Task> Page(string type, string body) => Always(Reply.Of(body, type: type));

    private static string Wide(string text) => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text));
}
