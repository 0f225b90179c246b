namespace Crawling.Tests.Downloading.Curl;

/// <summary>A test that is skipped on a machine without bash.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (!File.Exists("/bin/bash"))
        {
            Skip = "This machine has no bash.";
        }
    }
}
