namespace Crawling.Curl;

/// <summary>Splits a command into words as bash does (its manual, section 3.1.2, "Quoting"). Nothing is expanded or run.</summary>
internal sealed class ShellWords
{
    private const string Operators = "|&;<>()`";

    private readonly string _command;
    private readonly List<byte[]> _words = [];
    private int _at;

    private ShellWords(string command) => _command = command;

    private bool IsAtEnd => _at == _command.Length;

    /// <summary>Each word in UTF-8, or as the bytes that it was written with.</summary>
    /// <exception cref="FormatException">A quote does not end, or there is what a shell would have to run or expand.</exception>
    public static IReadOnlyList<byte[]> Split(string command)
    {
        var words = new ShellWords(command);
        while (words.SkipBlanks())
        {
            words._words.Add(words.ReadWord());
        }

        return words._words;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\n' or '\r';

    private bool SkipBlanks()
    {
        while (TakeBlank() || TakeContinuation())
        {
        }

        return !IsAtEnd;
    }

    private bool TakeBlank()
    {
        var isBlank = !IsAtEnd && IsBlank(_command[_at]);
        _at += isBlank ? 1 : 0;
        return isBlank;
    }

    private byte[] ReadWord()
    {
        var word = new ShellWord();
        while (!IsAtEnd && !IsBlank(_command[_at]))
        {
            var character = _command[_at];
            if (Operators.Contains(character, StringComparison.Ordinal))
            {
                throw new FormatException($"'{character}' at {_at} is for a shell; give the curl command alone, its arguments in quotes.");
            }

            if (TakeContinuation())
            {
                continue;
            }

            _at++;
            switch (character)
            {
                case '\'':
                    word.Append(TakeTo('\''));
                    break;
                case '"':
                    ReadDoubleQuoted(word);
                    break;
                case '$' when Next('\''):
                    _at = AnsiCQuoting.Read(_command, _at + 1, word);
                    break;
                case '$' when Next('"'):
                    _at++;
                    ReadDoubleQuoted(word);
                    break;
                case '$':
                    RefuseExpansion();
                    word.Append('$');
                    break;
                case '\\' when !IsAtEnd:
                    word.Append(_command[_at++]);
                    break;
                default:
                    word.Append(character);
                    break;
            }
        }

        return word.ToArray();
    }

    private void ReadDoubleQuoted(ShellWord word)
    {
        var start = _at;
        while (!Next('"'))
        {
            if (IsAtEnd)
            {
                throw Unended('"', start);
            }

            if (TakeContinuation())
            {
                continue;
            }

            var character = _command[_at++];
            if (character == '\\' && !IsAtEnd && _command[_at] is '$' or '`' or '"' or '\\')
            {
                character = _command[_at++];
            }
            else if (character == '$')
            {
                RefuseExpansion();
            }
            else if (character == '`')
            {
                throw Expands(_at - 1);
            }

            word.Append(character);
        }

        _at++;
    }

    private string TakeTo(char quote)
    {
        var start = _at;
        var end = _command.IndexOf(quote, start);
        _at = end < 0 ? throw Unended(quote, start) : end + 1;
        return _command[start..end];
    }

    private bool Next(char character) => !IsAtEnd && _command[_at] == character;

    /// <summary>A backslash at the end of a line joins it to the next.</summary>
    private bool TakeContinuation()
    {
        var rest = _command.AsSpan(_at);
        var length = rest.StartsWith("\\\n") ? 2 : rest.StartsWith("\\\r\n") ? 3 : 0;
        _at += length;
        return length > 0;
    }

    private void RefuseExpansion()
    {
        if (!IsAtEnd && (char.IsAsciiLetterOrDigit(_command[_at]) || _command[_at] is '_' or '{' or '('))
        {
            throw Expands(_at - 1);
        }
    }

    private FormatException Expands(int at) => new($"'{_command[at]}' at {at} asks a shell to expand something; write out what is meant, or quote it by '.");

    private static FormatException Unended(char quote, int start) => new($"The quote {quote} at {start - 1} does not end.");
}
