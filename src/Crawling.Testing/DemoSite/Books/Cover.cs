namespace Crawling.Testing.Demo;

/// <summary>Draws the cover of a book: a frame, a plate for the title and a mirrored pattern, in colours of its own.</summary>
internal static class Cover
{
    private const int Columns = 16;
    private const int Rows = 22;

    public static byte[] Draw(Book book)
    {
        var draw = new Draw(Convert.ToUInt64(book.Upc, 16));
        var cloth = Colour(draw, luma: 60 + draw.Below(50), strength: 40);
        var ink = Colour(draw, luma: 150 + draw.Below(60), strength: 55);
        var plate = new Ycc(232, 120, 134);
        var pattern = Enumerable.Range(0, Rows * Columns / 2).Select(_ => draw.Below(3) == 0).ToArray();

        return FlatJpeg.Encode(Columns, Rows, (column, row) =>
        {
            var mirrored = Math.Min(column, Columns - 1 - column);
            return (mirrored, row) switch
            {
                (0, _) or (_, 0 or Rows - 1) => cloth,
                (>= 3, >= 4 and <= 7) => plate,
                _ => pattern[(row * Columns / 2) + mirrored] ? ink : cloth,
            };
        });
    }

    private static Ycc Colour(Draw draw, int luma, int strength)
    {
        var (sine, cosine) = Math.SinCos(draw.Below(360) * Math.PI / 180);
        return new Ycc((byte)luma, (byte)(128 + (strength * cosine)), (byte)(128 + (strength * sine)));
    }
}
