using System.Text;

namespace Crawling.Cli.Tests.Viewing;

public sealed class SavedPageTests
{
    [Theory]
    [InlineData("<html><head><title>t</title>", "<html><head>|<title>t</title>")]
    [InlineData("<!-- <head> --><HEAD lang=en><p>", "<!-- <head> --><HEAD lang=en>|<p>")]
    [InlineData("<!doctype html>\n<html lang=en>\n<head>\n<p>", "<!doctype html>\n<html lang=en>\n<head>|\n<p>")]
    [InlineData("<!doctype html><p>a", "<!doctype html>|<p>a")]
    [InlineData("<header>a</header>", "|<header>a</header>")]
    public void The_base_goes_first_into_the_head_so_that_it_holds(string html, string expected)
    {
        var page = SavedPage.WithBase(html, "http://site/a?b=\"&c");

        var markup = page[expected.IndexOf('|', StringComparison.Ordinal)..^(expected.Length - 1 - expected.IndexOf('|', StringComparison.Ordinal))];
        Assert.Equal(expected, page.Replace(markup, "|", StringComparison.Ordinal));
        Assert.StartsWith("<base href=\"http://site/a?b=&quot;&amp;c\">", markup, StringComparison.Ordinal);
        Assert.Equal("http://site/x", Selector.FromHtml(page + "<a href=x>").Css("base").Attributes["href"] is var href ? Url.Parse("x", Url.Parse(href)).Href : "");
    }

    [Fact]
    public void A_page_of_any_encoding_is_shown_with_its_own_base_and_other_content_as_it_is()
    {
        var html = new Response(
            Url.Parse("http://site/dir/page"),
            headers: new HeaderList().Add("Content-Type", "text/html; charset=windows-1252"),
            body: Encoding.Latin1.GetBytes("<head><meta charset=windows-1252><base href=/other/></head>é"));
        var image = new Response(Url.Parse("http://site/a.png"), headers: new HeaderList().Add("Content-Type", "image/png"), body: new byte[] { 1, 2, 3 });

        var (htmlPath, imagePath) = (SavedPage.Save(html), SavedPage.Save(image));

        var text = File.ReadAllText(htmlPath);
        Assert.Contains("é", text, StringComparison.Ordinal);
        Assert.Contains("<base href=\"http://site/other/\">", text, StringComparison.Ordinal);
        Assert.EndsWith(".png", imagePath, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(imagePath));
        Array.ForEach([htmlPath, imagePath], path => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true));
    }
}
