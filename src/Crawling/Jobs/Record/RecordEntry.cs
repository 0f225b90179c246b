namespace Crawling.Jobs;

/// <summary>What became of a request.</summary>
/// <param name="Fingerprint">The request's.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Time">When.</param>
/// <param name="Detail">The status, the failure, the target of the redirect, or the rule and what it says.</param>
/// <param name="Page">The page that links to it; null for what the spider starts with.</param>
/// <param name="Url">The URL of what was dropped; null otherwise, for it takes room.</param>
internal sealed record RecordEntry(UInt128 Fingerprint, RecordOutcome Outcome, DateTimeOffset Time, string Detail, string? Page, string? Url = null)
{
    public void Write(BinaryWriter writer)
    {
        writer.WriteFingerprint(Fingerprint);
        writer.Write((byte)Outcome);
        writer.Write(Time.UtcTicks);
        writer.Write(Detail);
        writer.Write(Page ?? "");
        writer.Write(Url ?? "");
    }

    public static RecordEntry Read(BinaryReader reader) => new(
        reader.ReadFingerprint(),
        (RecordOutcome)reader.ReadByte(),
        new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        reader.ReadString(),
        reader.ReadString() is { Length: > 0 } page ? page : null,
        reader.ReadString() is { Length: > 0 } url ? url : null);
}

/// <summary>What may become of a request. Written down in jobs: the values never change.</summary>
internal enum RecordOutcome : byte
{
    Fetched = 0,
    Failed = 1,
    Redirected = 2,
    Dropped = 3,
}
