using OceanML.Core;

namespace OceanML.Figures;

/// <summary>The rows of one profile or one series.</summary>
/// <param name="Name">Name of the profile, or of the platform where there is none.</param>
/// <param name="Rows">Its rows in the table.</param>
/// <param name="IsProfile">Whether it is drawn over depth or pressure, else over time.</param>
internal sealed record FlaggedGroup(string Name, int[] Rows, bool IsProfile)
{
    /// <summary>Whether a row has what its place in the figure needs: a depth or pressure in a profile, a time in a series.</summary>
    public bool Has(int row, NumberColumn? vertical, long[]? times) =>
        IsProfile ? vertical is not null && double.IsFinite(vertical.Values[row]) : times is not null && times[row] != Timestamp.Missing;
}
