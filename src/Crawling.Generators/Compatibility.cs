// What C# asks of the platform for records, and for counting from the end of a text; netstandard2.0 has none of it.
namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => fromEnd ? length - value : value;
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start => start;

        public Index End => end;
    }
}

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;
}
