using System.Reflection;
using Crawling.Configuration;

namespace Crawling.Spiders;

/// <summary>The arguments of a spider: the public properties declared on it, not on <see cref="Spider"/>, that can be set to what text can
/// be turned into.</summary>
internal static class SpiderArguments
{
    /// <summary>Sets a spider's properties; <c>max-pages</c>, <c>max_pages</c> and <c>maxPages</c> all set <c>MaxPages</c>.</summary>
    /// <exception cref="SettingsException">The spider has no such argument, or the value is none of its type.</exception>
    public static void Apply(Spider spider, IReadOnlyDictionary<string, string> arguments)
    {
        var known = Of(spider.GetType());
        foreach (var (name, text) in arguments)
        {
            var argument = known.FirstOrDefault(argument => NearestName.IsSame(argument.Name, name)) ?? throw Unknown(name, spider, known);
            if (!argument.TryParse(text, out var value))
            {
                var wrong = $"Argument '{argument.Name}' of spider '{spider.Name}' is '{Secrets.Mask(name, text)}'";
                throw new SettingsException($"{wrong} but must be {argument.Expected}. {Listed(known)}");
            }

            Set(argument, spider, value);
        }
    }

    /// <summary>The names, in kebab case, and types of the arguments that a type of spider takes.</summary>
    public static IReadOnlyList<(string Name, string Type)> Known(Type spider) =>
        [.. Of(spider).Select(argument => (argument.Name, argument.TypeName))];

    /// <summary>What a spider's arguments are, as text; those that are null are left out.</summary>
    public static IReadOnlyDictionary<string, string> Values(Spider spider) => Of(spider.GetType())
        .Where(argument => argument.Property.GetMethod is { IsPublic: true })
        .Select(argument => (argument.Name, Value: argument.Property.GetValue(spider)))
        .Where(argument => argument.Value is not null and (string or not System.Collections.IEnumerable))
        .ToDictionary(argument => argument.Name, argument => TextForm.Write(argument.Value), StringComparer.Ordinal);

    private static SpiderArgument[] Of(Type spider) =>
    [
        .. spider.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType != typeof(Spider))
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(SpiderArgument.Of)
            .OfType<SpiderArgument>(),
    ];

    private static void Set(SpiderArgument argument, Spider spider, object? value)
    {
        try
        {
            argument.Property.SetValue(spider, value);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } refusal)
        {
            throw new SettingsException($"Argument '{argument.Name}' of spider '{spider.Name}' was refused: {refusal.Message}", refusal);
        }
    }

    private static SettingsException Unknown(string name, Spider spider, SpiderArgument[] known)
    {
        var nearest = NearestName.Of(name, known.Select(argument => argument.Name));
        var meant = nearest is null ? "." : $"; did you mean '{nearest}'?";
        return new($"Spider '{spider.Name}' has no argument '{name}'{meant} {Listed(known)}");
    }

    private static string Listed(SpiderArgument[] known) => known.Length == 0
        ? "It takes none."
        : $"It takes {string.Join(", ", known.Select(argument => $"{argument.Name} ({argument.TypeName})"))}.";
}
