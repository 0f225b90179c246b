using Microsoft.AspNetCore.Http;

namespace Crawling.Serving;

/// <summary>Which part of a list is asked for.</summary>
internal static class Paging
{
    /// <exception cref="ServeException">It is no part.</exception>
    public static void Check(long offset, int limit, int most)
    {
        if (offset < 0 || limit < 1 || limit > most)
        {
            throw new ServeException(StatusCodes.Status400BadRequest, $"offset must be 0 at least, limit from 1 to {most}.");
        }
    }
}
