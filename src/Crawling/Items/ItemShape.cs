namespace Crawling.Items;

/// <summary>What is written of items of one type.</summary>
/// <param name="Name">The type's name as its author wrote it, with the type it is declared in.</param>
/// <param name="Fields">The names of the fields, in order; null if each item has its own.</param>
internal sealed record ItemShape(string Name, IReadOnlyList<string>? Fields);
