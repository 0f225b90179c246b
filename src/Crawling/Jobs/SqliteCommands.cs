using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Makes commands, and runs prepared ones with their values in order.</summary>
internal static class SqliteCommands
{
    /// <summary>A command to keep and run again and again; its parameters are <c>$0</c>, <c>$1</c> and so on.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, int parameters = 0)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }

    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.ExecuteNonQuery();
    }

    public static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

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
