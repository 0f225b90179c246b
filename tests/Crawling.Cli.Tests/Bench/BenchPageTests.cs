using System.Text;

namespace Crawling.Cli.Tests.Bench;

public class BenchPageTests
{
    private const int Pages = 100;

    [Fact]
    public void Every_page_has_the_size_the_links_and_the_entries_of_a_real_one()
    {
        foreach (var page in Enumerable.Range(0, Pages).Select(number => Page(number, Pages)))
        {
            Assert.InRange(page.Body.Length, 15 * 1024, 30 * 1024);
            Assert.InRange(page.Css("a").Count, 50, 100);
            Assert.Equal(BenchPage.Entries, page.Css("article.entry:has(h2 a):has(p.price):has(p.text)").Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(Pages)]
    public void Every_page_is_reached_from_the_first_and_no_link_leads_elsewhere(int pages)
    {
        var reached = new HashSet<int> { 0 };
        for (var waiting = new Queue<int>(reached); waiting.TryDequeue(out var number);)
        {
            foreach (var link in Page(number, pages).Links())
            {
                var target = int.Parse(link.Url.Path.Split('/')[^1]);
                if (reached.Add(target))
                {
                    waiting.Enqueue(target);
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, pages), reached.Order());
    }

    [Fact]
    public void A_page_is_the_same_each_time_and_another_than_the_others()
    {
        Assert.Equal(BenchPage.Write(7, Pages), BenchPage.Write(7, Pages));
        Assert.Equal(Pages, Enumerable.Range(0, Pages).Select(number => Encoding.UTF8.GetString(BenchPage.Write(number, Pages))).Distinct().Count());
    }

    private static Response Page(int number, int pages) =>
        new($"http://127.0.0.1/0/{number}", headers: new HeaderList { { "Content-Type", "text/html; charset=utf-8" } }, body: BenchPage.Write(number, pages));
}
