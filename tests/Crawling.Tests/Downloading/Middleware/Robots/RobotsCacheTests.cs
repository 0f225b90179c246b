using Crawling.Robots;

namespace Crawling.Tests.Downloading.Middleware.Robots;

public sealed class RobotsCacheTests
{
    private const int Weight = 1000;

    private readonly RobotsCache _cache = new(3 * Weight);

    [Fact]
    public void What_was_not_used_for_longest_goes_when_there_is_no_room()
    {
        Put("a", "b", "c");
        Assert.NotNull(_cache.Find("a"));
        Put("d");

        Assert.Null(_cache.Find("b"));
        Assert.All(["a", "c", "d"], origin => Assert.Equal(origin, _cache.Find(origin)!.Origin));
        Assert.Equal(3, _cache.Count);
    }

    [Fact]
    public void A_newer_answer_takes_the_place_of_the_one_before()
    {
        Put("a", "b", "c");
        var newer = Of("a", Weight);
        _cache.Put(newer);

        Assert.Same(newer, _cache.Find("a"));
        Assert.Equal(3, _cache.Count);
    }

    [Fact]
    public void One_that_is_larger_than_the_whole_room_is_not_kept()
    {
        Put("a");
        _cache.Put(Of("b", 10 * Weight));

        Assert.Equal(0, _cache.Count);
        Put("c");
        Assert.Equal(1, _cache.Count);
    }

    private static RobotsAnswer Of(string origin, int weight) => new() { Origin = origin, Expires = DateTimeOffset.MaxValue, File = new byte[weight - 512] };

    private void Put(params string[] origins) => Array.ForEach(origins, origin => _cache.Put(Of(origin, Weight)));
}
