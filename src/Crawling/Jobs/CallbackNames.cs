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
        return isOfSpider && !method.Name.Contains('<', StringComparison.Ordinal) ? method.Name : throw new ArgumentException(
            $"The callback {method.Name} cannot be kept in a job: it is a lambda, a local function or a method of another object, which another process could not find again. Use a method of spider '{spider.Name}' by its name.");
    }

    /// <summary>The callback of a name.</summary>
    /// <exception cref="JobException">The spider has no such method any more.</exception>
    public T Find<T>(string name)
        where T : Delegate => (T)_found.GetOrAdd((typeof(T), name), key => Create(key.Type, key.Name));

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
