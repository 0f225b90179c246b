using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class RecordQueueTests : IDisposable
{
    private readonly BlockFile _file = new(maxSize: 64 * BlockFile.BlockSize);

    [Theory]
    [InlineData(1)]
    [InlineData(BlockFile.BlockSize - 8)]
    [InlineData(3 * BlockFile.BlockSize)]
    public void Records_come_back_as_they_are_from_either_end_whatever_their_size(int size)
    {
        var queue = new RecordQueue(_file);
        for (byte i = 0; i < 5; i++)
        {
            queue.Add(Record(i, size));
        }

        Assert.Equal(Record(0, size), queue.TakeFirst());
        Assert.Equal(Record(4, size), queue.TakeLast());
        queue.Add(Record(5, size));
        Assert.Equal(Record(5, size), queue.TakeLast());
        Assert.Equal(Record(1, size), queue.TakeFirst());
        Assert.Equal(Record(2, size), queue.TakeFirst());
        Assert.False(queue.IsEmpty);
        Assert.Equal(Record(3, size), queue.TakeLast());
        Assert.True(queue.IsEmpty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_of_some_blocks_holds_what_goes_through_it_forever(bool first)
    {
        var (one, other) = (new RecordQueue(_file), new RecordQueue(_file));
        for (var i = 0; i < 2000; i++)
        {
            one.Add(Record((byte)i, 300));
            other.Add(Record((byte)-i, 1700));
            if (i % 4 == 3)
            {
                for (var taken = 3; taken >= 0; taken--)
                {
                    var expected = first ? i - taken : i - 3 + taken;
                    Assert.Equal(Record((byte)expected, 300), first ? one.TakeFirst() : one.TakeLast());
                    Assert.Equal(Record((byte)-expected, 1700), first ? other.TakeFirst() : other.TakeLast());
                }
            }
        }

        Assert.True(one.IsEmpty && other.IsEmpty);
    }

    [Fact]
    public void A_full_file_says_so()
    {
        var queue = new RecordQueue(_file);

        var error = Assert.Throws<IOException>(() => queue.Add(new byte[65 * BlockFile.BlockSize]));

        Assert.Contains("65536 bytes", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _file.Dispose();

    private static byte[] Record(byte value, int size) => [.. Enumerable.Repeat(value, size)];
}
