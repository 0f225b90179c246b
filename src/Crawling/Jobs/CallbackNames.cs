using System.Collections.Concurrent;
using System.Reflection;

namespace Crawling.Jobs;

/// <summary>Callbacks by the names of the spider's methods: what a job can write down and find again in another process.</summary>
internal sealed class CallbackNames(Spider spider) : ICallbackForms
{
    private const BindingFlags AnyMethod =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly ConcurrentDictionary<(Type Type, string Name), Delegate> _found = new();

    /// <summary>The name of a callback.</summary>
    /// <exception cref="ArgumentException">It is a lambda, a local function, or a method of another object.</exception>
    public string NameOf(Delegate callback)
    {
        var method = callback.Method;
        var isOfSpider = callback.Target == spider || (method.IsStatic && method.DeclaringType?.IsInstanceOfType(spider) == true);
        return isOfSpider && !IsUnnamed(method) ? method.Name : throw new ArgumentException(
            $"A request has {Describe(method)} as its callback; in a job that must be a method of spider '{spider.Name}' itself, which another process finds by its name.");
    }

    /// <summary>The callback of a name.</summary>
    /// <exception cref="JobException">The spider has no such method any more.</exception>
    public T Find<T>(string name)
        where T : Delegate => (T)_found.GetOrAdd((typeof(T), name), key => Create(key.Type, key.Name));

    // The compiler names a lambda <ParseAsync>b__0 after the method it stands in.
    private static bool IsUnnamed(MethodInfo method) => method.Name.StartsWith('<');

    private static string Describe(MethodInfo method) => IsUnnamed(method)
        ? $"a lambda or local function of {method.Name[1..].Split('>')[0]}"
        : $"{method.DeclaringType?.Name}.{method.Name} of another object";

    private Delegate Create(Type type, string name)
    {
        for (var declaring = spider.GetType(); declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var method in declaring.GetMethods(AnyMethod).Where(method => method.Name == name))
            {
                if (Delegate.CreateDelegate(type, method.IsStatic ? null : spider, method, throwOnBindFailure: false) is { } callback)
                {
                    return callback;
                }
            }
        }

        throw new JobException(
            $"The job has requests for the callback {name}, which spider '{spider.Name}' no longer has: bring it back, or begin anew with --restart.");
    }
}
