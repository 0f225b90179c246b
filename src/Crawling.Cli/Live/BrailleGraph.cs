namespace Crawling.Cli;

/// <summary>Numbers over time as a filled curve of braille dots: two numbers a column, four steps a row; the newest is at the right.</summary>
internal static class BrailleGraph
{
    private const int Empty = 0x2800;
    private const int DotsPerRow = 4;

    // The dots of a cell from the bottom up, left column and right column (Unicode, "Braille Patterns").
    private static readonly int[][] Dots = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]];

    /// <param name="numbers">The oldest first.</param>
    /// <param name="highest">What fills the whole height.</param>
    /// <param name="area">Where.</param>
    /// <param name="ink">How.</param>
    public static void Draw(IReadOnlyList<long> numbers, long highest, Area area, Ink ink)
    {
        var first = numbers.Count - (2 * area.Width);
        for (var y = 0; y < area.Height; y++)
        {
            // Dots below this row.
            var floor = (area.Height - 1 - y) * DotsPerRow;
            for (var x = 0; x < area.Width; x++)
            {
                var cell = Cell(first + (2 * x), 0) | Cell(first + (2 * x) + 1, 1);
                if (cell != 0)
                {
                    area.Write(x, y, ((char)(Empty | cell)).ToString(), ink);
                }
            }

            int Cell(int index, int side)
            {
                var height = index < 0 || highest <= 0 ? 0 : (int)Math.Ceiling((double)numbers[index] / highest * area.Height * DotsPerRow);
                return Dots[side].Take(height - floor).Sum();
            }
        }
    }
}
