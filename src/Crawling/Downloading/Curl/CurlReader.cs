using System.Text;

namespace Crawling.Curl;

/// <summary>Reads a curl command (curl's manual page) word by word.</summary>
internal sealed class CurlReader
{
    private readonly IReadOnlyList<byte[]> _words;
    private readonly CurlRequest _request = new();
    private int _next;

    private CurlReader(IReadOnlyList<byte[]> words) => _words = words;

    public static Request Read(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var reader = new CurlReader(ShellWords.Split(command));
        if (reader._words.Count == 0 || Text(reader._words[0]) != "curl")
        {
            throw new FormatException("A curl command begins with the word curl.");
        }

        reader._next = 1;
        reader.ReadAll();
        return reader._request.Build();
    }

    private static string Text(byte[] word) => Encoding.UTF8.GetString(word);

    private void ReadAll()
    {
        while (_next < _words.Count)
        {
            var word = Text(_words[_next++]);
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                Take(word[2..], word, null);
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                TakeShort(word);
            }
            else
            {
                _request.SetUrl(word);
            }
        }
    }

    /// <summary>Letters in a row, the last of which may have its argument right behind it.</summary>
    private void TakeShort(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var name = CurlOptions.NameOf(word[at]);
            if (CurlOptions.HasArgument(name))
            {
                var bytes = _words[_next - 1];
                Take(name, $"-{word[at]}", at + 1 < word.Length ? bytes[(at + 1)..] : null);
                return;
            }

            Take(name, $"-{word[at]}", null);
        }
    }

    private void Take(string name, string shown, byte[]? attached)
    {
        if (CurlOptions.IsIgnored(name))
        {
            _ = CurlOptions.HasArgument(name) ? Argument() : null;
            return;
        }

        switch (name)
        {
            case "url":
                _request.SetUrl(Text(Argument()));
                break;
            case "request":
                _request.Method = Text(Argument());
                break;
            case "head":
                _request.IsHead = true;
                break;
            case "get":
                _request.IsGet = true;
                break;
            case "header":
                _request.AddHeader(Text(Argument()));
                break;
            case "user-agent":
                _request.AddHeader($"User-Agent: {Text(Argument())}");
                break;
            case "referer":
                _request.AddHeader($"Referer: {Text(Argument()).Split(";auto")[0]}");
                break;
            case "user":
                _request.User = Text(Argument());
                break;
            case "cookie":
                _request.AddCookies(Text(Argument()));
                break;
            case "data" or "data-ascii" or "data-binary":
                _request.AddData(NotOfFile(Argument()));
                break;
            case "data-raw":
                _request.AddData(Argument());
                break;
            case "data-urlencode":
                _request.AddData(Encode(Text(Argument())));
                break;
            case "json":
                _request.AddJson(NotOfFile(Argument()));
                break;
            case "form" or "form-string":
                AddField(Text(Argument()), name == "form");
                break;
            case "proxy":
                _request.Proxy = Text(Argument());
                break;
            case "max-time":
                _request.MaxTime = Text(Argument());
                break;
            default:
                throw new FormatException($"curl's option '{shown}' has no counterpart in a request: leave it out.");
        }

        byte[] Argument() => attached ?? (_next < _words.Count ? _words[_next++] : throw new FormatException($"curl's option '{shown}' lacks its argument."));

        byte[] NotOfFile(byte[] data) => data is not [(byte)'@', ..] ? data : throw OfFile(shown, Text(data));

        byte[] Encode(string text)
        {
            var split = text.IndexOfAny(['=', '@']);
            if (split >= 0 && text[split] == '@')
            {
                throw OfFile(shown, text);
            }

            var field = split > 0 ? text[..(split + 1)] : "";
            return Encoding.UTF8.GetBytes(field + Uri.EscapeDataString(text[(split + 1)..]).Replace("%20", "+", StringComparison.Ordinal));
        }

        void AddField(string text, bool isStructured)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split < 0)
            {
                throw new FormatException($"{shown} takes name=value, not '{text}'.");
            }

            var value = text[(split + 1)..];
            if (isStructured && value is ['@' or '<', ..])
            {
                throw OfFile(shown, text);
            }

            if (isStructured && value.Contains(";type=", StringComparison.Ordinal))
            {
                throw new FormatException($"{shown} '{text}': a field's own type is not sent; use --form-string for a value that holds ';type='.");
            }

            _request.Fields.Add(new(text[..split], value));
        }
    }

    private static FormatException OfFile(string option, string value) =>
        new($"{option} '{value}' names a file, which is not read here: set the request's Body.");
}
