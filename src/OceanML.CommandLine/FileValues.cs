namespace OceanML.CommandLine;

/// <summary>What became of the rows and values of one input file, for the run record.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="RowsRead">Rows in the file: levels, for profiles.</param>
/// <param name="RowsOut">Rows in the output.</param>
/// <param name="RowsRejected">Rows that are not, by reason.</param>
/// <param name="Variables">Its variables, in the order of the file.</param>
public sealed record FileValues(
    string File,
    long RowsRead,
    long RowsOut,
    IReadOnlyDictionary<string, long> RowsRejected,
    IReadOnlyList<VariableValues> Variables)
{
    /// <summary>What does not add up, as a sentence, or null.</summary>
    internal string? Imbalance()
    {
        if (RowsRead != RowsOut + RowsRejected.Values.Sum()) return $"{File}: {RowsRead} rows read, {RowsOut} out, {RowsRejected.Values.Sum()} rejected";
        foreach (var variable in Variables)
        {
            if (variable.Read != variable.Out + variable.Rejected.Values.Sum())
                return $"{File}: {variable.Name}: {variable.Read} values read, {variable.Out} out, {variable.Rejected.Values.Sum()} rejected";
            if (variable.Read + variable.Missing != RowsRead) return $"{File}: {variable.Name}: {variable.Read} values read and {variable.Missing} missing in {RowsRead} rows";
        }

        return null;
    }
}
