namespace Crawling.Parsing;

/// <summary>Cuts a CSS query at its top-level commas, and finds what is not closed.</summary>
internal static class CssGroups
{
    /// <exception cref="ArgumentException">A bracket or a quote has no counterpart, or a group is empty.</exception>
    public static List<(string Text, int Position)> Split(string query)
    {
        List<(string, int)> groups = [];
        Stack<int> open = [];
        var start = 0;
        for (var i = 0; i < query.Length; i++)
        {
            switch (query[i])
            {
                case '\\':
                    i++;
                    break;
                case '"' or '\'':
                    i = FindQuote(query, i);
                    break;
                case '(' or '[':
                    open.Push(i);
                    break;
                case ')' or ']':
                    if (open.Count == 0 || query[open.Pop()] != (query[i] == ')' ? '(' : '['))
                    {
                        throw Error(query, i, $"'{query[i]}' closes nothing");
                    }

                    break;
                case ',' when open.Count == 0:
                    groups.Add(Group(query, start, i));
                    start = i + 1;
                    break;
            }
        }

        if (open.Count > 0)
        {
            throw Error(query, open.Peek(), $"'{query[open.Peek()]}' is not closed");
        }

        groups.Add(Group(query, start, query.Length));
        return groups;
    }

    public static ArgumentException Error(string query, int position, string problem) =>
        new($"'{query}' is not a CSS selector: at {position}, {problem}.");

    private static int FindQuote(string query, int start)
    {
        for (var i = start + 1; i < query.Length; i++)
        {
            if (query[i] == query[start])
            {
                return i;
            }

            i += query[i] == '\\' ? 1 : 0;
        }

        throw Error(query, start, $"{query[start]} is not closed");
    }

    private static (string Text, int Position) Group(string query, int start, int end)
    {
        // A space before a pseudo-element is a combinator, so that none may be cut there.
        var text = query[start..end];
        var lead = text.Length - text.TrimStart().Length;
        return lead < text.Length ? (text.Trim(), start + lead) : throw Error(query, start, "a selector is missing");
    }
}
