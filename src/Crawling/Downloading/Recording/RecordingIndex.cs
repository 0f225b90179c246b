using Microsoft.Win32.SafeHandles;

namespace Crawling.Recording;

/// <summary>Where the answers of a recording stand, by request: those to equal requests in the order of the file.</summary>
internal sealed class RecordingIndex
{
    private readonly Dictionary<UInt128, List<RecordedAnswer>> _answers = [];
    private readonly Dictionary<UInt128, int> _given = [];

    /// <summary>The requests of records, by the records' ids.</summary>
    private readonly Dictionary<UInt128, UInt128> _requests = [];

    private RecordingIndex(SafeFileHandle file)
    {
        var reader = new WarcReader(file);
        var unnamed = new List<(RecordedText Header, RecordedAnswer Answer)>();
        while (reader.Next(out var end) is { } header)
        {
            switch (header.Fields["WARC-Type"])
            {
                case "request":
                    AddRequest(file, header, end);
                    break;
                case "response" when IsHttp(header):
                    var answer = new RecordedAnswer(header.End, end, IsFailure: false, header.Fields["WARC-Truncated"] == RecordedAnswer.Disconnect);
                    if (!TryAdd(header, answer))
                    {
                        unnamed.Add((header, answer));
                    }

                    break;
                case "metadata" when RecordedFailure.Read(RecordedText.ReadFields(file, header.End, end)) is not null:
                    _ = TryAdd(header, new(header.End, end, IsFailure: true, IsCutOff: false));
                    break;
            }
        }

        IsCut = reader.IsCut;

        // Other tools write the request behind its response, or none at all.
        foreach (var (header, answer) in unnamed.Where(late => !TryAdd(late.Header, late.Answer)))
        {
            Add(ExchangeKey.Of("GET", TargetOf(header), []), answer);
        }

        _requests.Clear();
    }

    public int Count { get; private set; }

    public bool IsCut { get; }

    public static RecordingIndex Of(SafeFileHandle file) => new(file);

    /// <summary>The next answer to a request; behind the last one, the last one again. Null if there is none.</summary>
    public RecordedAnswer? Next(Request request)
    {
        var key = ExchangeKey.Of(request);
        if (!_answers.TryGetValue(key, out var answers))
        {
            return null;
        }

        var next = _given.GetValueOrDefault(key);
        _given[key] = Math.Min(next + 1, answers.Count - 1);
        return answers[next];
    }

    private void AddRequest(SafeFileHandle file, RecordedText header, long end)
    {
        if (!IsHttp(header) || RecordedText.Read(file, header.End, end) is not { } head)
        {
            return;
        }

        var body = new byte[end - head.End];
        RandomAccess.Read(file, body, head.End);
        var key = ExchangeKey.Of(head.FirstLine.Split(' ')[0], TargetOf(header), body);
        foreach (var id in header.Fields.GetAll("WARC-Concurrent-To").Append(header.Fields["WARC-Record-ID"] ?? ""))
        {
            _requests[ExchangeKey.Of(id)] = key;
        }
    }

    private bool TryAdd(RecordedText header, RecordedAnswer answer)
    {
        foreach (var id in header.Fields.GetAll("WARC-Concurrent-To").Append(header.Fields["WARC-Record-ID"] ?? ""))
        {
            if (_requests.TryGetValue(ExchangeKey.Of(id), out var key))
            {
                Add(key, answer);
                return true;
            }
        }

        return false;
    }

    private void Add(UInt128 key, RecordedAnswer answer)
    {
        if (!_answers.TryGetValue(key, out var answers))
        {
            _answers.Add(key, answers = []);
        }

        answers.Add(answer);
        Count++;
    }

    private static bool IsHttp(RecordedText header) =>
        header.Fields["Content-Type"]?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Some tools write it in angle brackets, as WARC 1.0 has it in its grammar.</summary>
    private static string TargetOf(RecordedText header)
    {
        var target = header.Fields["WARC-Target-URI"]?.Trim('<', '>');
        return Url.TryParse(target, null, out var url) ? ExchangeKey.TargetOf(url) : target ?? "";
    }
}
