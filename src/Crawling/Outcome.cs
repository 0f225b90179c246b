namespace Crawling;

/// <summary>How a deferred ended.</summary>
/// <param name="Succeeded">Whether it has a result.</param>
/// <param name="Result">The result.</param>
/// <param name="Error">What was thrown instead.</param>
public readonly record struct Outcome<T>(bool Succeeded, T? Result, Exception? Error);
