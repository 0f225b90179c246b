using Crawling.Tests.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crawling.Tests.Hosting;

public sealed class CrawlerRegistrationTests
{
    [Fact]
    public void Settings_are_those_of_the_file_with_the_command_line_over_it()
    {
        using var folder = new ProjectFolder("""{ "crawler": { "concurrentRequests": 7, "retry": { "times": 4 } } }""");

        var options = Options(TestHost.Build(_ => { }, folder, "--crawler:concurrentRequests=9"));

        Assert.Equal((9, 4), (options.ConcurrentRequests, options.Retry.Times));
    }

    [Fact]
    public async Task The_command_line_and_the_overlay_of_the_spider_stand_over_what_the_spider_configures()
    {
        using var folder = new ProjectFolder("""{ "spiders": { "patient": { "close": { "items": 3 } } } }""");
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Patient>(), folder, "--crawler:close:deadline=00:00:07");
        await using var process = new CrawlerProcess(services: host.Services);

        var close = process.CreateCrawler(typeof(Patient)).Options.Close;

        Assert.Equal((3, TimeSpan.FromSeconds(7)), (close.Items, close.Deadline));
    }

    [Theory]
    [InlineData("""{ "crawler": { "concurrentRequest": 7 } }""", "unknown setting 'crawler:concurrentRequest'; did you mean 'crawler:concurrentRequests'?")]
    [InlineData("""{ "crawler": { "concurrentRequests": 0 } }""", "'concurrentRequests' is '0' but must be at least 1.")]
    public async Task A_setting_that_cannot_be_used_fails_the_start_of_the_host_not_its_build(string json, string message)
    {
        using var folder = new ProjectFolder(json);
        await using var host = TestHost.Build(_ => { }, folder);

        Assert.EndsWith(message, (await Assert.ThrowsAsync<SettingsException>(host.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_and_code_set_the_options_of_plain_services()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("concurrentRequests", "2"), new("retry:times", "0")]).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddCrawler(section, options => options.ConcurrentRequests++);

        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<CrawlerOptions>>().Value;
        Assert.Equal((3, 0), (options.ConcurrentRequests, options.Retry.Times));
    }

    [Fact]
    public void A_bad_section_is_refused_when_the_options_are_read()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("retry:times", "often")]).Build();
        var services = new ServiceCollection();
        services.AddCrawler(section);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<CrawlerOptions>>();

        Assert.Contains("'retry:times' is 'often'", Assert.Throws<SettingsException>(() => options.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_spiders_of_the_same_name_are_refused_by_both_their_types()
    {
        var builder = new ServiceCollection().AddCrawler().AddSpider<Paths>().AddSpider<Paths>();

        Assert.Equal(
            $"{typeof(Paths).FullName} and {typeof(Other.PathsSpider).FullName} are both named 'paths'; [Spider(\"name\")] gives one of them another name.",
            Assert.Throws<SettingsException>(() => builder.AddSpider<Other.PathsSpider>()).Message);
    }

    [Fact]
    public void All_spiders_of_an_assembly_are_registered()
    {
        var builder = new ServiceCollection().AddCrawler().AddSpiders(typeof(global::Spiders.Quotes).Assembly);

        var registry = SpiderRegistry.In(builder.Services);
        Assert.Equal([typeof(global::Spiders.Books), typeof(global::Spiders.Quotes)], [registry.Find("books"), registry.Find("quotes")]);
    }

    [Fact]
    public void Components_take_effect_in_the_order_of_their_registration_whoever_registers_them()
    {
        var services = new ServiceCollection();
        services.AddCrawler().AddItemPipeline<First>().AddItemPipeline<Second>();
        services.AddCrawler().AddItemPipeline<Third>();
        using var provider = services.BuildServiceProvider();

        Assert.Equal(
            [typeof(ValidationPipeline), typeof(DuplicatesPipeline), typeof(FilesPipeline), typeof(ImagesPipeline), typeof(First), typeof(Second), typeof(Third)],
            provider.GetRequiredService<IOptions<CrawlerOptions>>().Value.ItemPipelines);
    }

    private static CrawlerOptions Options(TestHost host) => host.Services.GetRequiredService<IOptions<CrawlerOptions>>().Value;

    private class First : IItemPipeline
    {
        public ValueTask<object> ProcessAsync(object item, ItemContext context) => new(item);
    }

    private sealed class Second : First;

    private sealed class Third : First;
}
