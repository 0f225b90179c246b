using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Runs prepared commands with their values in order.</summary>
internal static class SqliteCommands
{
    /// <returns>How many rows were changed.</returns>
    public static int Run(this SqliteCommand command, params ReadOnlySpan<object?> values) => command.With(values).ExecuteNonQuery();

    /// <summary>The number it gives; null if it gives no row.</summary>
    public static long? Number(this SqliteCommand command, params ReadOnlySpan<object?> values) => command.With(values).ExecuteScalar() as long?;

    public static SqliteDataReader Read(this SqliteCommand command, params ReadOnlySpan<object?> values) => command.With(values).ExecuteReader();

    private static SqliteCommand With(this SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
