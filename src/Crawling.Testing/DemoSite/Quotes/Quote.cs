namespace Crawling.Testing.Demo;

internal sealed record Quote(string Text, Author Author, IReadOnlyList<string> Tags);

internal sealed record Author(string Name, string Slug, string Born, string Birthplace, string Description);
