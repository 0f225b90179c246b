namespace Crawling.Configuration;

/// <summary>What somebody who wrote an unknown name may have meant.</summary>
internal static class NearestName
{
    private const int LeastPrefix = 3;

    /// <summary>The known name nearest to the wanted one, or null if none is near: a third of its letters may differ, or one may begin
    /// the other. Case, <c>_</c>, <c>-</c> and <c>:</c> do not count.</summary>
    public static string? Of(string wanted, IEnumerable<string> known)
    {
        var folded = Fold(wanted);
        var limit = Math.Max(1, folded.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Distance(folded, Fold(name), limit)))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < folded.Length)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Whether two names are the same but for case, <c>_</c>, <c>-</c> and <c>:</c>.</summary>
    public static bool IsSame(string name, string other) => Fold(name) == Fold(other);

    private static string Fold(string name) => string.Concat(name.Where(c => c is not ('_' or '-' or ':'))).ToLowerInvariant();

    private static int Distance(string wanted, string name, int limit)
    {
        var distance = EditDistance(wanted, name);
        var begins = Math.Min(wanted.Length, name.Length) >= LeastPrefix
            && (wanted.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(wanted, StringComparison.Ordinal));
        return begins ? Math.Min(distance, limit) : distance;
    }

    /// <summary>Optimal string alignment: letters put in, left out, mistaken, or two neighbours swapped.</summary>
    private static int EditDistance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return distances[left.Length, right.Length];

        int Step(int i, int j)
        {
            var mistaken = distances[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            var least = Math.Min(mistaken, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
            var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            return swapped ? Math.Min(least, distances[i - 2, j - 2] + 1) : least;
        }
    }
}
