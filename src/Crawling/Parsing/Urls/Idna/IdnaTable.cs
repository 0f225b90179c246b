using System.Globalization;

namespace Crawling.Urls;

/// <summary>What idna.txt says of each character. Read when the first name needs it.</summary>
internal sealed class IdnaTable
{
    private static readonly Lazy<IdnaTable> Lazy = new(Read);

    public static IdnaTable Instance => Lazy.Value;

    public RangeTable<bool> Valid { get; } = new(false);

    public Dictionary<int, int[]> Mapped { get; } = [];

    public RangeTable<bool> Marks { get; } = new(false);

    public RangeTable<byte> CombiningClasses { get; } = new(0);

    public RangeTable<char> JoiningTypes { get; } = new('U');

    public RangeTable<string> BidiClasses { get; } = new("L");

    public Dictionary<int, (int First, int Second)> Decompositions { get; } = [];

    public Dictionary<(int First, int Second), int> Compositions { get; } = [];

    private static IdnaTable Read()
    {
        using var stream = typeof(IdnaTable).Assembly.GetManifestResourceStream("Crawling.Parsing.Urls.Idna.idna.txt")!;
        using var reader = new StreamReader(stream);
        var table = new IdnaTable();
        string section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('@'))
            {
                section = line;
            }
            else if (!line.StartsWith('#'))
            {
                table.Add(section, line.Split(' '));
            }
        }

        return table;
    }

    private void Add(string section, string[] fields)
    {
        string[] ends = fields[0].Split('-');
        int start = Hex(ends[0]);
        int end = Hex(ends[^1]);
        switch (section)
        {
            case "@valid":
                Valid.Add(start, end, true);
                break;
            case "@mapped":
                AddMapping(start, end, [.. fields[1..].Select(Hex)]);
                break;
            case "@mark":
                Marks.Add(start, end, true);
                break;
            case "@combining-class":
                CombiningClasses.Add(start, end, byte.Parse(fields[1], CultureInfo.InvariantCulture));
                break;
            case "@joining-type":
                JoiningTypes.Add(start, end, fields[1][0]);
                break;
            case "@bidi-class":
                BidiClasses.Add(start, end, string.Intern(fields[1]));
                break;
            case "@decomposition":
                Decompositions.Add(start, (Hex(fields[1]), Hex(fields[2])));
                Compositions.Add((Hex(fields[1]), Hex(fields[2])), start);
                break;
        }
    }

    private void AddMapping(int start, int end, int[] target)
    {
        for (int codePoint = start; codePoint <= end; codePoint++)
        {
            int offset = codePoint - start;
            Mapped.Add(codePoint, [.. target.Select(character => character + offset)]);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
