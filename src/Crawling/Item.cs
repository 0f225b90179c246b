namespace Crawling;

/// <summary>What a spider takes from a page: a record of yours. Other objects are items too, by <see cref="Output.From"/>.</summary>
public abstract record Item;
