namespace Crawling;

/// <summary>A setting, argument or feed that cannot be used: one line that says what is wrong, where, and what would be right.</summary>
/// <param name="message">That line.</param>
/// <param name="inner">What was thrown underneath, if something was.</param>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
