namespace OceanML.Colocation;

/// <summary>The rows that one field gives to the series: per place, level and time step one, in this order.</summary>
internal sealed class SeriesPart(int[] places, SeriesSlot[] slots, SeriesTime[] times)
{
    private readonly Dictionary<string, double[]> columns = [];

    /// <summary>Indices of the places that the field covers.</summary>
    public int[] Places { get; } = places;

    /// <summary>Where the cells of these places are; null for means and interpolated values.</summary>
    public required (double Latitude, double Longitude, double DistanceKm)?[] Cells { get; init; }

    /// <summary>The levels.</summary>
    public SeriesSlot[] Slots { get; } = slots;

    /// <summary>The time steps.</summary>
    public SeriesTime[] Times { get; } = times;

    /// <summary>Number of rows.</summary>
    public int RowCount => Places.Length * Slots.Length * Times.Length;

    /// <summary>Values by column; a column holds a value or NaN per row of those slots that have it.</summary>
    public IReadOnlyDictionary<string, double[]> Columns => columns;

    /// <summary>Whether a column has values at a level; a level of one variable need not be one of another.</summary>
    public bool Provides(string column, int slot) => Slots[slot].Columns.Contains(column);

    /// <summary>The values of a column, all missing at first.</summary>
    public double[] Column(string name)
    {
        if (columns.TryGetValue(name, out var values)) return values;
        values = new double[RowCount];
        Array.Fill(values, double.NaN);
        columns.Add(name, values);
        return values;
    }

    /// <summary>Row of a place, a level and a time step, by their places in this part.</summary>
    public int Row(int place, int slot, int time) => (((place * Slots.Length) + slot) * Times.Length) + time;
}
