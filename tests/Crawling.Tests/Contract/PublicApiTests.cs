using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Crawling.Tests.Contract;

/// <summary>The public API, a line a member: a change to it is a change to the text file beside this test.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down()
    {
        var actual = PublicApi.Of(typeof(Spider).Assembly);
        var file = Path.Combine(SourceFolder(), "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(NameOf(type)).Append(BasesOf(type)).Append('\n');
            foreach (var member in type.GetMembers(Declared).Where(IsVisible).Select(Line).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string BasesOf(Type type)
    {
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(own => own.GetInterfaces()));
        var bases = type.GetInterfaces().Except(inherited).Where(own => own.IsPublic).Select(NameOf).Order(StringComparer.Ordinal).ToList();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && parent != typeof(MulticastDelegate))
        {
            bases.Insert(0, NameOf(parent));
        }

        return bases.Count == 0 || type.IsEnum ? "" : " : " + string.Join(", ", bases);
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } method => IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodBase method => IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field is { IsSpecialName: false } && (field.IsPublic || field.IsFamily),
        EventInfo => true,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Modifier(method)}{NameOf(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property => PropertyLine(property),
        FieldInfo field => field.IsLiteral ? $"{field.Name} = {field.GetRawConstantValue()}" : $"{NameOf(field.FieldType)} {field.Name}",
        _ => member.Name,
    };

    private static string PropertyLine(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var set = accessors.Find(accessor => accessor.ReturnType == typeof(void));
        var init = set?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var get = accessors.Exists(accessor => accessor.ReturnType != typeof(void)) ? " get;" : "";
        return $"{Modifier(accessors[0])}{NameOf(property.PropertyType)} {name} {{{get}{(set is null ? "" : init ? " init;" : " set;")} }}";
    }

    private static string Modifier(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "")}";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + NameOf(type.GetElementType()!);
        }

        if (type.IsGenericParameter || !type.IsGenericType)
        {
            return type.IsGenericParameter ? type.Name : type.FullName ?? type.Name;
        }

        var name = type.GetGenericTypeDefinition().FullName!;
        return $"{name[..name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
