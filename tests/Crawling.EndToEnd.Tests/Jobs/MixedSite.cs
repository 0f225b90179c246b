using System.Collections.Concurrent;
using System.Globalization;
using Crawling.Tests;
using Microsoft.AspNetCore.Http;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>
/// Pages whose links are drawn from a seed, in circles and across. Some fail at first, some lead on to another page, some are held back a
/// little. Every page that its spider comes to is one item. Pages that are linked to know a visitor by the cookie that every page sets, and
/// refuse all others; a page that has been seen before is answered as not modified.
/// </summary>
internal sealed class MixedSite : IAsyncDisposable
{
    public const int Starts = 40;

    private const int Pages = 400;
    private const int LinksOfPage = 3;

    private readonly ConcurrentDictionary<int, bool> _failed = new();
    private readonly Random _random;
    private readonly int[][] _links;
    private readonly int?[] _targets = new int?[Pages];
    private readonly HashSet<int> _failing = [];
    private LoopbackSite _site = null!;

    private MixedSite(int seed)
    {
        _random = new Random(seed);
        _links = [.. Enumerable.Range(0, Pages).Select(_ => _random.GetItems([.. Enumerable.Range(0, Pages)], LinksOfPage))];
        foreach (var page in Enumerable.Range(0, Pages))
        {
            switch (_random.Next(8))
            {
                case 0:
                    _failing.Add(page);
                    break;
                case 1 when page + 1 < Pages:
                    // Only ahead: so there is no loop.
                    _targets[page] = _random.Next(page + 1, Pages);
                    break;
            }
        }
    }

    public string Address => _site.Address;

    public int Requests => _site.Requests.Count;

    /// <summary>The pages that can be reached, those that lead on left out.</summary>
    public IReadOnlyList<string> Items
    {
        get
        {
            var found = new HashSet<int>();
            var waiting = new Stack<int>(Enumerable.Range(0, Starts));
            while (waiting.TryPop(out var page))
            {
                if (found.Add(page))
                {
                    (_targets[page] is { } target ? [target] : _links[page]).ToList().ForEach(waiting.Push);
                }
            }

            return
            [
                .. found.Where(page => _targets[page] is null).Select(page => page.ToString(CultureInfo.InvariantCulture)),
                .. Enumerable.Range(0, Starts).Where(page => page % 4 == 0).Select(page => $"start {page}"),
            ];
        }
    }

    public static async Task<MixedSite> StartAsync(int seed)
    {
        var mixed = new MixedSite(seed);
        mixed._site = await LoopbackSite.StartAsync(mixed.AnswerAsync);
        return mixed;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var page = int.Parse(context.Request.Path.Value!["/page/".Length..], CultureInfo.InvariantCulture);
        await Task.Delay(page % 3 * 10);
        context.Response.Cookies.Append("visitor", "1");
        context.Response.Headers.ETag = "\"1\"";
        context.Response.Headers.CacheControl = "no-cache";
        if (page >= Starts && !context.Request.Cookies.ContainsKey("visitor"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (_failing.Contains(page) && _failed.TryAdd(page, true))
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (_targets[page] is { } target)
        {
            context.Response.Redirect($"/page/{target}");
        }
        else if (context.Request.Headers.IfNoneMatch.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(string.Concat(_links[page].Select(link => $"<a href=/page/{link}>{link}</a>")));
        }
    }
}
