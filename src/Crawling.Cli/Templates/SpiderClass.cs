namespace Crawling.Cli;

/// <summary>The class of a new spider.</summary>
internal sealed record SpiderClass(string Name)
{
    /// <summary>The spider's name.</summary>
    public string Spider => SpiderName.Of(Name);

    /// <summary>From <c>book-shop</c>, <c>book_shop</c>, <c>BookShop</c> or <c>BookShopSpider</c>.</summary>
    /// <exception cref="SettingsException">A class cannot be named so.</exception>
    public static SpiderClass Of(string name)
    {
        var words = name.Split('-', '_');
        if (!char.IsAsciiLetter(name.FirstOrDefault()) || Array.Exists(words, word => word == "" || !word.All(char.IsAsciiLetterOrDigit)))
        {
            throw new SettingsException($"genspider: '{name}' cannot be a spider's name: take letters and digits with '-' between words, a letter first");
        }

        return new(string.Concat(words.Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}")));
    }

    /// <summary>A class that takes no other type's name away from the spiders: <c>Request</c> would be <c>RequestSpider</c>.</summary>
    /// <param name="template">The text that it will stand in.</param>
    public SpiderClass Beside(string template) =>
        template.Contains(Name, StringComparison.Ordinal) || typeof(Spider).Assembly.GetType($"Crawling.{Name}") is not null
            ? new($"{Name}Spider")
            : this;
}
