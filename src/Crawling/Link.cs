namespace Crawling;

/// <summary>A link of a page.</summary>
/// <param name="Url">Its target, absolute, without fragment.</param>
/// <param name="Text">Its text.</param>
/// <param name="Fragment">The fragment of its target without '#', or "".</param>
/// <param name="NoFollow">Whether its <c>rel</c> says nofollow.</param>
public sealed record Link(Url Url, string Text, string Fragment, bool NoFollow);
