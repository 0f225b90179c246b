namespace Crawling.Testing.Faults;

/// <summary>Replies as they should be, for faults to spoil.</summary>
internal static class Reply
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

    /// <summary>A whole reply.</summary>
    /// <param name="body">Its content.</param>
    /// <param name="fields">Header fields besides type and length, each with its line break.</param>
    /// <param name="status">Status and reason.</param>
    /// <param name="type">Its Content-Type.</param>
    public static string Of(string body, string fields = "", string status = "200 OK", string type = "text/html; charset=utf-8") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{fields}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>A page of links.</summary>
    public static string Links(params IEnumerable<string> targets) =>
        Of($"<!DOCTYPE html><title>Links</title>{string.Concat(targets.Select(target => $"<a href=\"{target}\">next</a>\n"))}");

    public static string Redirect(string target) => Of("", $"Location: {target}\r\n", "302 Found");
}
