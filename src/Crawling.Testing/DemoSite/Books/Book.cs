namespace Crawling.Testing.Demo;

/// <summary>A book of the shop.</summary>
/// <param name="Id">Ends its URL.</param>
/// <param name="Title">Unique in the shop.</param>
/// <param name="Slug">The title as it stands in the URL.</param>
/// <param name="Category">Where it stands.</param>
/// <param name="Price">In pounds; without tax and with it, for there is none.</param>
/// <param name="Rating">One to five stars, as a word.</param>
/// <param name="Stock">How many there are.</param>
/// <param name="Upc">Its article number, sixteen hexadecimal digits.</param>
/// <param name="Description">Some paragraphs of text; a few books have none, as in the live shop.</param>
/// <param name="CoverKey">The name of its picture, 32 hexadecimal digits.</param>
internal sealed record Book(
    int Id,
    string Title,
    string Slug,
    Category Category,
    decimal Price,
    string Rating,
    int Stock,
    string Upc,
    string? Description,
    string CoverKey)
{
    public string Path => $"/catalogue/{Slug}_{Id}/index.html";

    public string CoverPath => $"/media/cache/{CoverKey[..2]}/{CoverKey[2..4]}/{CoverKey}.jpg";
}

/// <summary>A category of the shop; its number ends its URL.</summary>
internal sealed record Category(int Id, string Name)
{
    public string Slug => Name.ToLowerInvariant().Replace(' ', '-') + "_" + Id;
}
