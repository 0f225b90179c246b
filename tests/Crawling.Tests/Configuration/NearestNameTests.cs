using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class NearestNameTests
{
    private static readonly string[] Formats = ["jsonl", "json", "csv", "xml"];

    [Theory]
    [InlineData("jsnol", "jsonl")]
    [InlineData("cvs", "csv")]
    [InlineData("JSON", "json")]
    [InlineData("jsonlines", "jsonl")]
    [InlineData("xm", "xml")]
    public void A_slip_finds_the_name_that_was_meant(string wanted, string meant)
    {
        Assert.Equal(meant, NearestName.Of(wanted, Formats));
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("yml")]
    [InlineData("")]
    [InlineData("x")]
    public void A_name_unlike_all_others_finds_nothing(string wanted)
    {
        Assert.Null(NearestName.Of(wanted, ["jsonl", "json", "csv"]));
    }

    [Fact]
    public void Case_and_separators_do_not_count()
    {
        Assert.Equal("download:delay", NearestName.Of("DOWNLOAD_DELAY", ["download:timeout", "download:delay"]));
        Assert.True(NearestName.IsSame("max-pages", "MaxPages"));
        Assert.False(NearestName.IsSame("max-pages", "MaxPage"));
    }

    [Fact]
    public void Of_two_equally_near_names_the_first_is_taken()
    {
        Assert.Equal("books", NearestName.Of("boks", ["books", "boss"]));
    }

    [Fact]
    public void Without_known_names_there_is_nothing_to_find()
    {
        Assert.Null(NearestName.Of("quotes", []));
    }
}
