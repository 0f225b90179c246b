using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crawling.Testing.Faults;

/// <summary>One connection to a host, which its fault may do with as it likes. Text is Latin-1: a byte a character.</summary>
internal sealed class FaultConnection : IAsyncDisposable
{
    private const int LongestHead = 1 << 20;
    private const byte HandshakeRecord = 0x16;

    private readonly Socket _socket;
    private readonly FaultContext _context;
    private Stream _stream;
    private PipeReader _input;

    public FaultConnection(Socket socket, string host, FaultContext context, CancellationToken end)
    {
        _socket = socket;
        Host = host;
        _context = context;
        End = end;
        socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = PipeReader.Create(_stream);
        context.Traffic.Opened();
    }

    public FaultSiteOptions Options => _context.Options;

    public FaultCertificates Certificates => _context.Certificates;

    public string Host { get; }

    public bool IsSecure => _stream is SslStream;

    /// <summary>Takes what is made while it is sent.</summary>
    public Stream Output => _stream;

    /// <summary>When the site is disposed.</summary>
    public CancellationToken End { get; }

    /// <summary>Whether requests for robots.txt are answered, by 404, before the fault sees them.</summary>
    public bool AnswersRobots { get; init; }

    /// <summary>Shakes hands as the server of TLS.</summary>
    public async Task SecureAsync(X509Certificate2 certificate, SslApplicationProtocol? protocol = null)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ApplicationProtocols = [protocol ?? SslApplicationProtocol.Http11],
            },
            End);
        _input = PipeReader.Create(_stream);
    }

    /// <summary>Reads a request to its empty line; one that comes over TLS is given its handshake first.</summary>
    /// <returns>The target of the request line.</returns>
    public async Task<string> ReadRequestAsync()
    {
        if (!IsSecure && await IsHandshakeAsync())
        {
            await SecureAsync(Certificates.Good);
        }

        while (true)
        {
            var target = (await ReadHeadAsync()).Split(' ', 3) is [_, var asked, _] ? asked : "";
            Asked(target);
            if (target != "/robots.txt" || !AnswersRobots)
            {
                return target;
            }

            await SendAsync(Reply.Of("", status: "404 Not Found"));
        }
    }

    /// <summary>Counts a request.</summary>
    public void Asked(string target) =>
        _context.Traffic.Asked($"{(IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{Host}{target}");

    /// <summary>Reads so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var read = await _input.ReadAtLeastAsync(count, End);
        if (read.Buffer.Length < count)
        {
            throw new EndOfStreamException();
        }

        var bytes = read.Buffer.Slice(0, count).ToArray();
        _input.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }

    public ValueTask SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, End);

    /// <summary>Sends the same again until the other side has enough.</summary>
    public async Task SendForEverAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            await SendAsync(bytes);
        }
    }

    /// <summary>Sends the same again and again, slowly, until the other side has enough.</summary>
    public async Task DripForEverAsync(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        while (true)
        {
            await SendAsync(bytes);
            await Task.Delay(Options.DripInterval, Options.Time, End);
        }
    }

    /// <summary>Does nothing until the other side has enough.</summary>
    public Task HangAsync() => _input.CopyToAsync(Stream.Null, End);

    /// <summary>Breaks the connection off.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Ends what is sent, without the farewell of TLS.</summary>
    public void Cut() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends what is sent, in order.</summary>
    public async Task FinishAsync()
    {
        if (_stream is SslStream secure)
        {
            await secure.ShutdownAsync();
        }

        if (_socket.Connected)
        {
            Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _context.Traffic.Closed();
        await _stream.DisposeAsync();
    }

    private async Task<bool> IsHandshakeAsync()
    {
        var first = new byte[1];
        return await _socket.ReceiveAsync(first, SocketFlags.Peek, End) == 1 && first[0] == HandshakeRecord;
    }

    private async Task<string> ReadHeadAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync(End);
            if (TryTakeHead(read.Buffer, out var head, out var rest))
            {
                _input.AdvanceTo(rest);
                return head;
            }

            if (read.IsCompleted || read.Buffer.Length > LongestHead)
            {
                throw new EndOfStreamException();
            }

            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool TryTakeHead(ReadOnlySequence<byte> received, out string head, out SequencePosition rest)
    {
        var reader = new SequenceReader<byte>(received);
        var found = reader.TryReadTo(out ReadOnlySequence<byte> bytes, "\r\n\r\n"u8);
        head = found ? Encoding.Latin1.GetString(bytes) : "";
        rest = reader.Position;
        return found;
    }
}
