using System.CommandLine;
using System.CommandLine.Parsing;

namespace Crawling.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>Null if nothing is.</summary>
    public static string? In(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return null;
        }

        // An option nobody knows is taken as the value of the command's argument if it comes first.
        var swallowed = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
        return swallowed.FirstOrDefault(token => token.StartsWith('-') && token.Length > 1) is { } option ? Unknown(option, parsed)
            : parsed.UnmatchedTokens is [var token, ..] ? Unknown(token, parsed)
            : parsed.Errors is [var error, ..] ? Describe(error, parsed)
            : null;
    }

    private static string Unknown(string token, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (token.StartsWith('-'))
        {
            var option = token.Split('=', ':')[0];
            string[] known = [.. command.Options.SelectMany(known => known.Aliases.Prepend(known.Name)), "--help"];
            return $"{Of(command)}there is no option '{option}'; {Suggestion.For(option, known)}";
        }

        return command.Subcommands.Count > 0
            ? $"there is no command '{token}'; {Suggestion.For(token, [.. command.Subcommands.Select(known => known.Name)])}"
            : $"{Of(command)}unexpected argument '{token}'; see: crawler {command.Name} --help";
    }

    private static string Describe(ParseError error, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return error.SymbolResult is ArgumentResult { Tokens.Count: 0 } or CommandResult && command.Arguments.Count > 0
            ? $"{Of(command)}the {command.Arguments[0].Name} is missing; see: crawler {command.Name} --help"
            : $"{Of(command)}{error.Message}";
    }

    private static string Of(Command command) => command is RootCommand ? "" : $"{command.Name}: ";
}
