namespace OceanML.CommandLine;

/// <summary>What became of the values of one variable of a file: read = out + rejected, and read + missing = rows of the file.</summary>
/// <param name="Name">Its name as the file was read.</param>
/// <param name="Columns">The columns of the output that hold it; none where it is not there.</param>
/// <param name="Read">Values in the file.</param>
/// <param name="Missing">Places in the file without a value.</param>
/// <param name="Out">Values in the output.</param>
/// <param name="Rejected">Values that are not, by reason: of the value itself, or of its row.</param>
public sealed record VariableValues(
    string Name,
    IReadOnlyList<string> Columns,
    long Read,
    long Missing,
    long Out,
    IReadOnlyDictionary<string, long> Rejected);
