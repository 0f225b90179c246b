using System.Net.Sockets;

namespace Crawling.Downloading;

/// <summary>Counts connections from their opening to their end.</summary>
internal sealed class OpenConnections
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public NetworkStream Open(Socket socket) => new Connection(socket, this);

    private sealed class Connection : NetworkStream
    {
        private readonly OpenConnections _all;
        private bool _isClosed;

        public Connection(Socket socket, OpenConnections all)
            : base(socket, ownsSocket: true)
        {
            _all = all;
            Interlocked.Increment(ref all._count);
        }

        protected override void Dispose(bool disposing)
        {
            if (!Interlocked.Exchange(ref _isClosed, true))
            {
                Interlocked.Decrement(ref _all._count);
            }

            base.Dispose(disposing);
        }
    }
}
