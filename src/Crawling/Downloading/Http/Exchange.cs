namespace Crawling.Downloading;

/// <summary>One request as it was sent, and how long the stages of its answer took.</summary>
internal sealed class Exchange(Request request, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public Request Request => request;

    /// <summary>The fields that the request was sent with, but for those that follow from its URL and body.</summary>
    public HeaderList Sent { get; private set; } = [];

    public Version? Version { get; private set; }

    /// <summary>Null if there was no answer.</summary>
    public int? Status { get; private set; }

    /// <summary>Null, as <see cref="Connect"/> and <see cref="Tls"/>, if a connection was there already.</summary>
    public TimeSpan? LookUp { get; set; }

    public TimeSpan? Connect { get; set; }

    public TimeSpan? Tls { get; set; }

    /// <summary>From sending the request to the header block.</summary>
    public TimeSpan? FirstByte { get; private set; }

    /// <summary>From wanting a connection to the end of the body.</summary>
    public TimeSpan? Total { get; private set; }

    public void Sends(HttpRequestMessage message)
    {
        Sent = [];
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default))
        {
            Sent.Add(name, values.ToString());
        }
    }

    public void Receives(HttpResponseMessage reply, TimeSpan sinceSent)
    {
        Status = (int)reply.StatusCode;
        Version = reply.Version;
        FirstByte = sinceSent;
    }

    public void Ends() => Total = time.GetElapsedTime(_began);
}
