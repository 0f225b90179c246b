namespace Crawling.Cli;

/// <summary><c>crawler runspider FILE.cs</c>: runs the spider of one file, which need not lie in a project.</summary>
internal sealed class RunSpiderCommand() : CrawlCommand(
    "runspider",
    "Runs the spider of one file, which need not lie in a project.",
    new("file") { Description = "A .cs file with one spider." },
    """
        crawler runspider quotes.cs -o quotes.jsonl
        crawler runspider quotes.cs -a tag=love -o -:jsonl --quiet
        """)
{
    protected override SpiderProject ProjectOf(string spider) => SpiderProject.OfFile(spider);
}
