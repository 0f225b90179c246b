using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>crawler genspider NAME URL</c>: a new spider in the project.</summary>
internal sealed class GenSpiderCommand : ExampledCommand
{
    private readonly Argument<string?> _name = new("name") { Description = "Its name, as in book-shop.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Argument<string?> _url = new("url") { Description = "Where it begins.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string> _template = new("--template", "-t")
    {
        Description = "What it is made from, as in --list.",
        HelpName = "template",
        DefaultValueFactory = _ => "basic",
    };

    private readonly Option<bool> _list = new("--list", "-l") { Description = "List the templates." };

    public GenSpiderCommand()
        : base("genspider", "Makes a new spider in the project.", """
            crawler genspider book-shop https://books.toscrape.com/
            crawler genspider news https://news.example/feed.xml --template xml
            crawler genspider --list
            """)
    {
        Add(_name);
        Add(_url);
        Add(_template);
        Add(_list);
        SetAction(Run);
    }

    private int Run(ParseResult command)
    {
        if (command.GetValue(_list))
        {
            foreach (var template in SpiderTemplate.Names)
            {
                Console.Out.WriteLine($"{template,-8} {SpiderTemplate.Of(template).Summary}");
            }

            return ExitCode.Finished;
        }

        var file = SpiderTemplate.Of(command.GetRequiredValue(_template))
            .Fill(SpiderClass.Of(Given(command, _name)), StartUrl.Parse(Given(command, _url)));
        var path = Path.Combine(SpiderProject.Current().Root, "spiders", $"{file.Spider}.cs");
        NewFile.Write(path, file.Text);
        Console.Out.WriteLine($"""
            {Path.GetRelativePath(Environment.CurrentDirectory, path)} is made. Run it:
              crawler crawl {file.Spider}
            """);
        return ExitCode.Finished;
    }

    private static string Given(ParseResult command, Argument<string?> argument) => command.GetValue(argument)
        ?? throw new SettingsException($"genspider: the {argument.Name} is missing; see: crawler genspider --help");
}
