using Crawling.Configuration;

namespace Crawling.Serving;

/// <summary>Names as people and JSON write them.</summary>
internal static class ServeText
{
    public static string Of(Enum value) => TextForm.CamelCase(value.ToString());
}
