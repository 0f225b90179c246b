namespace Crawling.Testing.Demo;

/// <summary>Choices that look random and are the same on every machine, by SplitMix64 (Steele, Lea and Flood, 2014).</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public T From<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Sixteen hexadecimal digits.</summary>
    public string Hex() => Next().ToString("x16");

    private ulong Next()
    {
        unchecked
        {
            var mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
