using System.Globalization;

namespace OceanML.Quality;

/// <summary>What became of one column of a table: a line of the account.</summary>
/// <param name="Column">Its name before.</param>
/// <param name="Unit">Its unit before; null where none was written.</param>
/// <param name="Target">Its name after.</param>
/// <param name="TargetUnit">Its unit after.</param>
/// <param name="Method">What was done to the values, e.g. <c>x 0.001</c>; empty where nothing was.</param>
/// <param name="Values">How many values the column holds after.</param>
public sealed record HarmonisedColumn(string Column, string? Unit, string Target, string? TargetUnit, string Method, int Values)
{
    /// <summary>Whether values were changed.</summary>
    public bool IsConverted => Method.Length > 0;

    /// <summary>The line in words: <c>DOX2 (umol/l) to oxygen (umol kg-1), 120 values: x 1, / density</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Column} ({Unit ?? "no unit"}) to {Target} ({TargetUnit}), {Values} values{(IsConverted ? ": " + Method : "")}");
}
