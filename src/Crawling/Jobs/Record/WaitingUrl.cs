using Crawling.Configuration;

namespace Crawling.Jobs;

/// <summary>A request that is not done: it waits or is under way.</summary>
/// <param name="Page">The page that links to it; null for what the spider starts with.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Due">Not before this time; null: at once.</param>
internal sealed record WaitingUrl(string? Page, int Priority, DateTimeOffset? Due)
{
    /// <summary>Null if it is not among them. Looks at all of them.</summary>
    public static WaitingUrl? Find(JobDatabase database, UInt128 fingerprint)
    {
        // The fingerprint stands behind the version in each of them.
        using var command = database.Command("""
            SELECT data, NULL FROM request WHERE SUBSTR(data, 2, 16) = $0
            UNION ALL SELECT data, due FROM delayed WHERE SUBSTR(data, 2, 16) = $0
            """, 1);
        using var rows = command.Read(BinaryForms.BytesOf(fingerprint));
        if (!rows.Read())
        {
            return null;
        }

        var request = new RequestCodec(new NoCallbacks()).Read((byte[])rows.GetValue(0));
        return new(
            request.Hop.Page is { } page ? Secrets.Mask(page) : null,
            request.Request.Priority,
            rows.IsDBNull(1) ? null : new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero));
    }
}
