namespace Crawling.Tests;

public sealed class HeaderListTests
{
    [Fact]
    public void Names_are_compared_without_case_and_keep_their_spelling_and_order()
    {
        var headers = new HeaderList().Add("Set-Cookie", "a=1").Add("X-One", "1").Add("set-cookie", "b=2");

        Assert.Equal(["a=1", "b=2"], headers.GetAll("SET-COOKIE"));
        Assert.Equal("b=2", headers["Set-Cookie"]);
        Assert.True(headers.Contains("x-one"));
        Assert.False(headers.Contains("x-two"));
        Assert.Null(headers["x-two"]);
        Assert.Empty(headers.GetAll("x-two"));
        Assert.Equal(["Set-Cookie", "X-One", "set-cookie"], headers.Select(header => header.Key));
    }

    [Fact]
    public void Setting_replaces_all_values_and_null_removes_them()
    {
        var headers = new HeaderList().Add("A", "1").Add("B", "2").Add("a", "3");

        headers["A"] = "4";
        Assert.Equal([new("B", "2"), new("A", "4")], headers);

        headers["a"] = null;
        headers["c"] = null;
        Assert.Equal([new("B", "2")], headers);
    }

    [Theory]
    [InlineData("", "value")]
    [InlineData("Two words", "value")]
    [InlineData("Colon:", "value")]
    [InlineData("Größe", "value")]
    [InlineData("X-A", "one\r\nX-B: two")]
    [InlineData("X-A", "one\ntwo")]
    [InlineData("X-A", "one\0")]
    public void What_could_pass_for_another_header_is_refused_and_changes_nothing(string name, string value)
    {
        var headers = new HeaderList().Add("X-A", "1");

        Assert.Throws<ArgumentException>(() => headers.Add(name, value));
        Assert.Throws<ArgumentException>(() => headers[name] = value);
        Assert.Equal([new("X-A", "1")], headers);
    }

    [Fact]
    public void A_copy_does_not_change_with_its_original()
    {
        var headers = new HeaderList().Add("A", "1");
        var copy = headers.Copy();

        headers.Add("B", "2");
        Assert.Equal([new("A", "1")], copy);
        Assert.Empty(new HeaderList().Copy());
    }
}
