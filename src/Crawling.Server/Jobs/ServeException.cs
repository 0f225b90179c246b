namespace Crawling.Serving;

/// <summary>What was asked for cannot be done.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">Why, in a line for the client.</param>
internal sealed class ServeException(int status, string message) : Exception(message)
{
    public int Status => status;
}
