using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Crawling.Tests.Hostile;

/// <summary>Inputs that are nearly right, and properties that hold for all of them. A text stands for bytes, a character each.</summary>
internal static class Fuzz
{
    /// <summary>Inputs of a property in one round.</summary>
    private const int Inputs = 400;

    /// <summary>One, or as many as <c>CRAWLING_FUZZ</c> says. A round's number is its seed: the same round has the same inputs.</summary>
    public static TheoryData<int> Rounds
    {
        get
        {
            _ = int.TryParse(Environment.GetEnvironmentVariable("CRAWLING_FUZZ"), CultureInfo.InvariantCulture, out var rounds);
            return [.. Enumerable.Range(1, Math.Max(rounds, 1))];
        }
    }

    /// <summary>Holds a property against the inputs of a round; one that breaks it is cut down to what it takes.</summary>
    public static void Check(int round, Gen<string> inputs, Action<string> property) =>
        Prop.ForAll(Arb.From(inputs, Shorter), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Inputs).WithEndSize(60).WithReplay((ulong)round, gamma: 1));

    /// <summary>Pieces of a language in any order, with noise among them.</summary>
    public static Gen<string> Pieces(params string[] pieces) =>
        Gen.Frequency((12, Gen.Elements(pieces)), (1, Noise)).ListOf().Select(string.Concat);

    /// <summary>What is right, with changes.</summary>
    public static Gen<string> Changed(params string[] right) =>
        from text in Gen.Elements(right)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Changes.To(text, new Random(seed));

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static Gen<string> Noise => Gen.Choose(0, 255).Select(value => ((char)value).ToString()).ListOf(3).Select(string.Concat);

    private static IEnumerable<string> Shorter(string text)
    {
        for (var length = text.Length; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Length; start += length)
            {
                yield return text.Remove(start, length);
            }
        }
    }
}
