namespace Crawling.Downloading;

/// <summary>
/// Sends by handlers that are replaced, one for each proxy and one for none. When too many connections are open, or too many proxies are in use,
/// the one used least recently goes, so that a crawl over very many hosts does not drag idle connections along. It is disposed, and its
/// connections with it, when its last fetch has ended.
/// </summary>
internal sealed class RenewedHandler(int mostConnections, Func<Url?, OpenConnections, HttpMessageHandler> create) : HttpMessageHandler
{
    /// <summary>A proxy whose user name changes with each session is a new one each time.</summary>
    public const int MostHandlers = 64;

    private readonly Lock _lock = new();

    /// <summary>The one used last stands last.</summary>
    private readonly List<Generation> _current = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watched = (WatchedRequest)request;
        var generation = (Generation)(watched.Watch.Lease ??= Enter(watched.Proxy));
        return generation.Client.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current.ForEach(generation => generation.Client.Dispose());
        }

        base.Dispose(disposing);
    }

    private Generation Enter(Url? proxy)
    {
        List<Generation> old = [];
        Generation current;
        lock (_lock)
        {
            var index = _current.FindIndex(generation => generation.Proxy == proxy);
            current = index < 0 ? new Generation(proxy, create) : _current[index];
            if (index >= 0)
            {
                _current.RemoveAt(index);
            }

            while (_current.Count >= MostHandlers || (_current.Count > 0 && ConnectionsWith(current) > mostConnections))
            {
                old.Add(_current[0]);
                _current.RemoveAt(0);
            }

            if (current.Connections.Count > mostConnections)
            {
                old.Add(current);
                current = new Generation(proxy, create);
            }

            _current.Add(current);
            current.Enter();
        }

        old.ForEach(generation => generation.Retire());
        return current;
    }

    private int ConnectionsWith(Generation current) => current.Connections.Count + _current.Sum(generation => generation.Connections.Count);

    /// <summary>A handler, with the fetches that it is needed for; disposed once for each of them.</summary>
    private sealed class Generation : IDisposable
    {
        // One for being a current generation.
        private int _users = 1;

        public Generation(Url? proxy, Func<Url?, OpenConnections, HttpMessageHandler> create)
        {
            Proxy = proxy;
            Connections = new OpenConnections();
            Client = new HttpMessageInvoker(create(proxy, Connections));
        }

        public Url? Proxy { get; }

        public OpenConnections Connections { get; }

        public HttpMessageInvoker Client { get; }

        public void Enter() => Interlocked.Increment(ref _users);

        public void Retire() => Dispose();

        public void Dispose()
        {
            if (Interlocked.Decrement(ref _users) == 0)
            {
                Client.Dispose();
            }
        }
    }
}
