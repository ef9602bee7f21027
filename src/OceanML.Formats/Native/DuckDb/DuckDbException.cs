namespace OceanML.Formats.Native.DuckDb;

/// <summary>DuckDB refused a statement; its own words. The reader or writer that ran it says which file is meant.</summary>
internal sealed class DuckDbException(string? message) : Exception(FirstLine(message))
{
    private static string FirstLine(string? message)
    {
        var text = message ?? "unknown failure";
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
