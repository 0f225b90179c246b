using System.Text;
using Crawling.Configuration;
using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Requests as bytes. What has its default takes one bit.</summary>
internal sealed class RequestCodec(ICallbackForms callbacks)
{
    private const byte Version = 1;

    private static readonly IReadOnlyDictionary<string, object?> NoValues = new Dictionary<string, object?>();

    public byte[] Write(FrontierRequest entry)
    {
        var bytes = new MemoryStream(128);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var parts = RequestParts.Of(entry);
        writer.Write(Version);
        writer.WriteFingerprint(entry.Fingerprint);
        writer.Write(entry.Request.Url.Href);
        writer.Write7BitEncodedInt((int)parts);
        WriteRequest(writer, entry.Request, parts);
        if (parts.HasFlag(RequestPart.Hop))
        {
            WriteHop(writer, entry.Hop, parts);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public FrontierRequest Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        if (reader.ReadByte() is var version and not Version)
        {
            throw new JobException($"The job holds a request of version {version}; this crawler knows version {Version}.");
        }

        var fingerprint = reader.ReadFingerprint();
        var url = Url.Parse(reader.ReadString());
        var parts = (RequestPart)reader.Read7BitEncodedInt();
        var request = ReadRequest(reader, url, parts);
        return new FrontierRequest(request, parts.HasFlag(RequestPart.Hop) ? ReadHop(reader, parts) : Hop.First, fingerprint)
        {
            Unfiltered = parts.HasFlag(RequestPart.Unfiltered),
            IsStart = parts.HasFlag(RequestPart.Start),
        };
    }

    /// <summary>The URL alone, for reports.</summary>
    public static string ReadUrl(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        reader.ReadByte();
        reader.ReadFingerprint();
        return reader.ReadString();
    }

    // Written in the order in which ReadRequest takes them.
    private void WriteRequest(BinaryWriter writer, Request request, RequestPart parts)
    {
        void If(RequestPart part, Action<BinaryWriter, Request> write)
        {
            if (parts.HasFlag(part))
            {
                write(writer, request);
            }
        }

        If(RequestPart.Method, static (writer, request) => writer.Write(request.Method));
        If(RequestPart.Headers, static (writer, request) => writer.WritePairs([.. request.Headers]));
        If(RequestPart.Body, static (writer, request) => writer.WriteBytes(request.Body.Span));
        If(RequestPart.Callback, (writer, request) => writer.Write(callbacks.NameOf(request.Callback!)));
        If(RequestPart.Errback, (writer, request) => writer.Write(callbacks.NameOf(request.Errback!)));
        If(RequestPart.Cookies, static (writer, request) => writer.WritePairs([.. request.Cookies!]));
        If(RequestPart.CookieJar, static (writer, request) => writer.Write(request.CookieJar!));
        If(RequestPart.Priority, static (writer, request) => writer.Write(request.Priority));
        If(RequestPart.Meta, static (writer, request) => ValueCodec.WriteDictionary(writer, request.Meta));
        If(RequestPart.Arguments, static (writer, request) => ValueCodec.WriteDictionary(writer, request.CallbackArguments));
        If(RequestPart.Statuses, static (writer, request) => writer.WriteNumbers(request.AllowedStatuses!));
        If(RequestPart.Timeout, static (writer, request) => writer.Write(request.Timeout!.Value.Ticks));
        If(RequestPart.MaxBodySize, static (writer, request) => writer.Write(request.MaxBodySize!.Value));
        If(RequestPart.Proxy, static (writer, request) => writer.Write(request.Proxy!.Href));
        If(RequestPart.Slot, static (writer, request) => writer.Write(request.Slot!));
        If(RequestPart.Handler, static (writer, request) => writer.Write(request.Handler!));
        If(RequestPart.MaxRetries, static (writer, request) => writer.Write(request.MaxRetries!.Value));
        If(RequestPart.BodyHandling, (writer, request) => WriteBodyHandling(writer, request));
    }

    private Request ReadRequest(BinaryReader reader, Url url, RequestPart parts)
    {
        bool Has(RequestPart part) => parts.HasFlag(part);
        var request = new Request(url)
        {
            Method = Has(RequestPart.Method) ? reader.ReadString() : "GET",
            Headers = Has(RequestPart.Headers) ? [.. reader.ReadPairs()] : [],
            Body = Has(RequestPart.Body) ? reader.ReadBytes(reader.Read7BitEncodedInt()) : default(ReadOnlyMemory<byte>),
            Callback = Has(RequestPart.Callback) ? callbacks.Find<ParseCallback>(reader.ReadString()) : null,
            Errback = Has(RequestPart.Errback) ? callbacks.Find<ErrorCallback>(reader.ReadString()) : null,
            Cookies = Has(RequestPart.Cookies) ? reader.ReadPairs().ToDictionary() : null,
            CookieJar = Has(RequestPart.CookieJar) ? reader.ReadString() : null,
            Priority = Has(RequestPart.Priority) ? reader.ReadInt32() : 0,
            DontFilter = Has(RequestPart.DontFilter),
            Meta = Has(RequestPart.Meta) ? ValueCodec.ReadDictionary(reader) : NoValues,
            CallbackArguments = Has(RequestPart.Arguments) ? ValueCodec.ReadDictionary(reader) : NoValues,
            AllowedStatuses = Has(RequestPart.Statuses) ? reader.ReadNumbers() : null,
            Timeout = Has(RequestPart.Timeout) ? TimeSpan.FromTicks(reader.ReadInt64()) : null,
            MaxBodySize = Has(RequestPart.MaxBodySize) ? reader.ReadInt64() : null,
            Proxy = Has(RequestPart.Proxy) ? Url.Parse(reader.ReadString()) : null,
            Slot = Has(RequestPart.Slot) ? reader.ReadString() : null,
            Handler = Has(RequestPart.Handler) ? reader.ReadString() : null,
            MaxRetries = Has(RequestPart.MaxRetries) ? reader.ReadInt32() : null,
            FollowRedirects = !Has(RequestPart.NoRedirects),
            FollowsLinks = Has(RequestPart.FollowsLinks),
        };
        return Has(RequestPart.BodyHandling) ? ReadBodyHandling(reader, request) : request;
    }

    private void WriteBodyHandling(BinaryWriter writer, Request request)
    {
        writer.Write(request.KeepTruncated is { } keeps ? TextForm.Write(keeps) : "");
        writer.Write(request.OnHeaders is { } onHeaders ? callbacks.NameOf(onHeaders) : "");
        writer.Write(request.OnBody is { } onBody ? callbacks.NameOf(onBody) : "");
        writer.Write(request.SaveTo ?? "");
    }

    private Request ReadBodyHandling(BinaryReader reader, Request request)
    {
        return request with
        {
            KeepTruncated = Text() is { } keeps ? bool.Parse(keeps) : null,
            OnHeaders = Text() is { } onHeaders ? callbacks.Find<HeadersCallback>(onHeaders) : null,
            OnBody = Text() is { } onBody ? callbacks.Find<BodyCallback>(onBody) : null,
            SaveTo = Text(),
        };

        string? Text() => reader.ReadString() is { Length: > 0 } text ? text : null;
    }

    private static void WriteHop(BinaryWriter writer, Hop hop, RequestPart parts)
    {
        writer.Write7BitEncodedInt(hop.Depth);
        writer.Write7BitEncodedInt(hop.Retries);
        writer.WriteEach(hop.RedirectedFrom, static (writer, url) => writer.Write(url.Href));
        writer.WriteEach(hop.Chain, static (writer, fingerprint) => writer.WriteFingerprint(fingerprint));
        if (parts.HasFlag(RequestPart.Page))
        {
            writer.Write(hop.Page!);
        }

        if (parts.HasFlag(RequestPart.HostDepth))
        {
            writer.Write7BitEncodedInt(hop.HostDepth);
        }

        if (parts.HasFlag(RequestPart.Referrer))
        {
            writer.Write((byte)hop.Referrer!.Value);
        }

        if (parts.HasFlag(RequestPart.RedirectReasons))
        {
            writer.WriteEach(hop.RedirectReasons, static (writer, reason) => writer.Write(reason));
        }

        if (parts.HasFlag(RequestPart.EarlierTries))
        {
            writer.WriteEach(hop.EarlierTries, static (writer, failed) =>
            {
                writer.Write(failed.Time.UtcTicks);
                writer.Write(failed.Reason);
            });
        }
    }

    private static Hop ReadHop(BinaryReader reader, RequestPart parts) => new()
    {
        Depth = reader.Read7BitEncodedInt(),
        Retries = reader.Read7BitEncodedInt(),
        RedirectedFrom = reader.ReadEach(static reader => Url.Parse(reader.ReadString())),
        Chain = reader.ReadEach(static reader => reader.ReadFingerprint()),
        Page = parts.HasFlag(RequestPart.Page) ? reader.ReadString() : null,
        HostDepth = parts.HasFlag(RequestPart.HostDepth) ? reader.Read7BitEncodedInt() : 0,
        Referrer = parts.HasFlag(RequestPart.Referrer) ? (ReferrerPolicy)reader.ReadByte() : null,
        RedirectReasons = parts.HasFlag(RequestPart.RedirectReasons) ? reader.ReadEach(static reader => reader.ReadString()) : [],
        EarlierTries = parts.HasFlag(RequestPart.EarlierTries) ? reader.ReadEach(ReadTry) : [],
    };

    private static FailedTry ReadTry(BinaryReader reader) => new(new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), reader.ReadString());
}
