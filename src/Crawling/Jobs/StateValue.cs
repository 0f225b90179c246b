using System.Globalization;
using System.Text;

namespace Crawling.Jobs;

/// <summary>Plain values of a job's state, written so that a person can read them.</summary>
internal static class StateValue
{
    public static byte[] Of(long number) => Of(number.ToString(CultureInfo.InvariantCulture));

    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static long ToNumber(byte[] value) => long.Parse(value, CultureInfo.InvariantCulture);

    public static string ToText(byte[] value) => Encoding.UTF8.GetString(value);
}
