using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>crawler startproject NAME</c>: a folder with a spider, its test and its settings, all of which run.</summary>
internal sealed class StartProjectCommand : ExampledCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name: letters, digits, '-', '_' and '.'." };

    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "Where to make it. Default: a folder of its name.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _url = new("--url")
    {
        Description = "Where its spider begins. Default: quotes.toscrape.com, which --demo stands in for.",
        HelpName = "url",
    };

    public StartProjectCommand()
        : base("startproject", "Makes a folder with a spider, its test and its settings.", """
            crawler startproject shop
            crawler startproject shop . --url https://books.toscrape.com/
            """)
    {
        Add(_name);
        Add(_folder);
        Add(_url);
        SetAction(Run);
    }

    private int Run(ParseResult command)
    {
        var url = command.GetValue(_url) is { } text ? StartUrl.Parse(text) : null;
        var project = new NewProject(command.GetRequiredValue(_name), url);
        var folder = command.GetValue(_folder) ?? project.Name;
        project.WriteTo(folder);
        Console.Out.WriteLine($"""
            '{project.Name}' is made. Run it, and its test:
              cd {folder}
              crawler crawl example {(url is null ? "--demo " : "")}-O items.jsonl
              dotnet test tests
            """);
        return ExitCode.Finished;
    }
}
