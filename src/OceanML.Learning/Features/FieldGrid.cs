namespace OceanML.Learning;

/// <summary>A grid laid out as rows of a table: time by time, row of latitude by row, cell by cell.</summary>
/// <param name="Times">Number of time steps.</param>
/// <param name="Latitudes">Latitude of each row of the grid, degrees.</param>
/// <param name="Longitudes">Longitude of each column, degrees.</param>
public sealed record FieldGrid(int Times, double[] Latitudes, double[] Longitudes)
{
    /// <summary>Cells of one time step.</summary>
    public int Cells => Latitudes.Length * Longitudes.Length;

    /// <summary>Whether the grid goes round the Earth, so that its last column lies beside its first.</summary>
    public bool GoesRound
    {
        get
        {
            var count = Longitudes.Length;
            if (count < 4) return false;
            var step = (Longitudes[^1] - Longitudes[0]) / (count - 1);
            return Math.Abs(Math.Abs(step * count) - 360) < Math.Abs(step) / 2;
        }
    }
}
