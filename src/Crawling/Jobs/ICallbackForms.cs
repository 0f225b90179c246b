namespace Crawling.Jobs;

/// <summary>How callbacks are written down.</summary>
internal interface ICallbackForms
{
    string NameOf(Delegate callback);

    T Find<T>(string name)
        where T : Delegate;
}
