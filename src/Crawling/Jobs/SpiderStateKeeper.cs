using System.Text;
using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Keeps what a spider has put into its state.</summary>
internal sealed class SpiderStateKeeper(SpiderState state) : IJobState
{
    private const string Prefix = "spider-state/";

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (key, bytes) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            foreach (var (name, value) in ValueCodec.ReadDictionary(reader))
            {
                state.Restore(name, value);
            }
        }
    }

    public IEnumerable<StateChange> TakeChanges() =>
        state.TakeUnsaved().Select(entry => new StateChange(Prefix + entry.Key, entry.Value is null ? null : Write(entry)));

    private static byte[] Write(KeyValuePair<string, object?> entry)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        ValueCodec.WriteDictionary(writer, [entry]);
        return bytes.ToArray();
    }
}
