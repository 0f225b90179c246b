using System.Security.Cryptography;

namespace Crawling.Tests.Hostile;

/// <summary>
/// Answers each path, and each host's robots.txt, by changing a right answer: the same one in each run with the same seed. Then it breaks the connection
/// off, closes it, or keeps it open for more.
/// </summary>
internal sealed class HostileServer(int seed) : IAsyncDisposable
{
    private readonly RawServer _server = new(connection => ServeAsync(connection, seed));

    public int Port => _server.Port;

    public string Url(int page) => _server.Url($"/{page}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task ServeAsync(RawConnection connection, int seed)
    {
        var isOpen = true;
        while (isOpen)
        {
            var random = RandomFor(await connection.ReadHeadAsync(), seed, out var answers);
            var answer = answers[random.Next(answers.Count)];
            await connection.SendAsync(random.Next(8) == 0 ? answer : Changed(answer, random));
            isOpen = random.Next(4) == 0;
            if (random.Next(20) == 0)
            {
                connection.Reset();
            }
        }
    }

    // With another status line most answers would be none, and nothing behind it would be read.
    private static string Changed(string answer, Random random)
    {
        var rest = random.Next(4) == 0 ? 0 : answer.IndexOf('\n', StringComparison.Ordinal) + 1;
        return answer[..rest] + Changes.To(answer[rest..], random);
    }

    private static Random RandomFor(string head, int seed, out IReadOnlyList<string> answers)
    {
        var lines = head.Split("\r\n");
        var host = Array.Find(lines, line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
        var isRobots = lines[0].StartsWith("GET /robots.txt", StringComparison.Ordinal);
        answers = isRobots ? Answers.Robots : Answers.Pages;
        return new Random(HashOf($"{seed} {(isRobots ? host : lines[0])}"));
    }

    // HashCode differs from run to run, and seeds that are close begin alike.
    private static int HashOf(string text) => BitConverter.ToInt32(SHA256.HashData(Fuzz.Bytes(text)));
}
