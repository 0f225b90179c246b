using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Downloading;

/// <summary>Proxies that take turns; one that fails rests, each time for longer. For any thread.</summary>
internal sealed class ProxyPool(ProxyOptions options, TimeProvider time)
{
    /// <summary>A refused tunnel or a lost connection may be the target's doing; so many in a row are the proxy's.</summary>
    public const int MostDoubts = 3;

    private readonly Lock _lock = new();
    private readonly Member[] _members = [.. options.Pool.Select(proxy => new Member(proxy))];
    private uint _turn;

    /// <summary>The next proxy that does not rest. A session keeps its own, as long as that one does not rest.</summary>
    /// <param name="session">The session, if the request belongs to one.</param>
    /// <param name="proxy">The proxy.</param>
    /// <param name="wait">If all rest: until the first is back.</param>
    public bool TryPick(string? session, [NotNullWhen(true)] out Url? proxy, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var first = session is null ? _turn++ : NumberOf(session);
            for (var i = 0u; i < _members.Length; i++)
            {
                var member = _members[(first + i) % (uint)_members.Length];
                if (member.RestsUntil <= now)
                {
                    proxy = member.Proxy;
                    wait = TimeSpan.Zero;
                    return true;
                }
            }

            proxy = null;
            wait = _members.Min(member => member.RestsUntil) - now;
            return false;
        }
    }

    public void Succeeded(Url proxy)
    {
        lock (_lock)
        {
            var member = Find(proxy);
            member.Rests = member.Doubts = 0;
        }
    }

    /// <summary>Takes a failure into account.</summary>
    /// <returns>How long the proxy rests now; null if it goes on, or rests already.</returns>
    public TimeSpan? Failed(Url proxy, bool isDown)
    {
        lock (_lock)
        {
            var member = Find(proxy);
            var now = time.GetUtcNow();
            if (member.RestsUntil > now || (!isDown && ++member.Doubts < MostDoubts))
            {
                return null;
            }

            var rest = TimeSpan.FromSeconds(Math.Min(
                Math.ScaleB(options.BackOff.TotalSeconds, Math.Min(member.Rests++, 40)), options.MaxBackOff.TotalSeconds));
            member.Doubts = 0;
            member.RestsUntil = now + rest;
            return rest;
        }
    }

    private Member Find(Url proxy) => Array.Find(_members, member => member.Proxy == proxy)!;

    /// <summary>The same in every run of a crawl.</summary>
    private static uint NumberOf(string session) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(session)));

    private sealed class Member(Url proxy)
    {
        public Url Proxy => proxy;

        /// <summary>Failures since the last success that may have been another's.</summary>
        public int Doubts { get; set; }

        /// <summary>Rests since the last success.</summary>
        public int Rests { get; set; }

        public DateTimeOffset RestsUntil { get; set; }
    }
}
