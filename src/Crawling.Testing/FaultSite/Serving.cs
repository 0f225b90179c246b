using System.Text;

namespace Crawling.Testing.Faults;

/// <summary>What a fault does with a connection, put together from steps.</summary>
internal static class Serving
{
    /// <summary>Answers one request and closes.</summary>
    public static Func<FaultConnection, Task> Once(string reply) => Begin(reply, static _ => Task.CompletedTask);

    /// <summary>Answers every request, by its target.</summary>
    public static Func<FaultConnection, Task> Pages(Func<string, string> replyTo) => async connection =>
    {
        while (true)
        {
            await connection.SendAsync(replyTo(await connection.ReadRequestAsync()));
        }
    };

    /// <summary>Answers every request the same.</summary>
    public static Func<FaultConnection, Task> Always(string reply)
    {
        var bytes = Encoding.Latin1.GetBytes(reply);
        return async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(bytes);
            }
        };
    }

    /// <summary>Begins to answer a request, then goes on otherwise.</summary>
    public static Func<FaultConnection, Task> Begin(string reply, Func<FaultConnection, Task> then) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(reply);
        await then(connection);
    };

    /// <summary>Begins to answer a request, then says nothing further.</summary>
    public static Func<FaultConnection, Task> Stall(string beginning) => Begin(beginning, static connection => connection.HangAsync());

    /// <summary>Begins to answer a request, then drips.</summary>
    public static Func<FaultConnection, Task> Drip(string beginning, string drop) =>
        Begin(beginning, connection => connection.DripForEverAsync(drop));

    /// <summary>Begins to answer a request, then floods.</summary>
    public static Func<FaultConnection, Task> Flood(string beginning, string piece)
    {
        var flood = Encoding.Latin1.GetBytes(Repeated(piece, 4096 / piece.Length));
        return Begin(beginning, connection => connection.SendForEverAsync(flood));
    }

    /// <summary>The same text, so many times.</summary>
    public static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>Begins to answer a request, then breaks the connection off.</summary>
    public static Func<FaultConnection, Task> Reset(string beginning) => Begin(beginning, static connection =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });
}
