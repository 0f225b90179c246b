namespace Crawling.Jobs;

/// <summary>For whoever looks at requests and does not call the spider, which need not be there.</summary>
internal sealed class NoCallbacks : ICallbackForms
{
    public string NameOf(Delegate callback) => throw new NotSupportedException();

    public T Find<T>(string name)
        where T : Delegate => null!;
}
