namespace Crawling;

/// <summary>How the files that items name are fetched and stored.</summary>
public sealed class MediaOptions
{
    /// <summary>The folder they are stored in. Null: nothing is fetched. Default: null.</summary>
    public string? Directory { get; set; }

    /// <summary>The field with the URLs: a text, a <see cref="Url"/>, or a list of them.</summary>
    public string UrlsField { get; set; } = "urls";

    /// <summary>The field that takes the result: a <see cref="StoredFile"/>, or an array or list of them.</summary>
    public string ResultField { get; set; } = "files";

    /// <summary>How long a stored file is not fetched again. Null: for ever. Default: 90 days.</summary>
    public TimeSpan? Expires { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The largest file, in bytes. Null: that of <c>download:maxBodySize</c>. Default: null.</summary>
    public long? MaxSize { get; set; }
}
