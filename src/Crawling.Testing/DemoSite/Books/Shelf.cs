namespace Crawling.Testing.Demo;

/// <summary>Books that are listed together, page by page.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Folder">The path that its pages lie under, with a slash at its end.</param>
/// <param name="Books">In the order of the pages.</param>
internal sealed record Shelf(string Name, string Folder, IReadOnlyList<Book> Books)
{
    public const int PageSize = 20;

    private static readonly Dictionary<string, Shelf> ByFolder = MakeShelves().ToDictionary(shelf => shelf.Folder);

    public static Shelf Catalogue => ByFolder["/catalogue/"];

    public static Shelf AllBooks => ByFolder["/catalogue/category/books_1/"];

    public static IEnumerable<Shelf> All => ByFolder.Values;

    public int Pages => PageOf.Cut(Books, 1, PageSize).Last;

    public string Index => $"{Folder}index.html";

    public static Shelf Of(Category category) => ByFolder[FolderOf(category)];

    public static Shelf? In(string folder) => ByFolder.GetValueOrDefault(folder);

    public string PathOf(int page) => $"{Folder}page-{page}.html";

    private static IEnumerable<Shelf> MakeShelves()
    {
        yield return new("All products", "/catalogue/", BookCollection.All);
        yield return new("Books", "/catalogue/category/books_1/", BookCollection.All);
        foreach (var books in BookCollection.All.ToLookup(book => book.Category))
        {
            yield return new(books.Key.Name, FolderOf(books.Key), [.. books]);
        }
    }

    private static string FolderOf(Category category) => $"/catalogue/category/books/{category.Slug}/";
}
