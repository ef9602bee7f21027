namespace OceanML.Core;

/// <summary>Tells the pressure of the air from that of the water, which many files call by one name.</summary>
public static class AirPressure
{
    /// <summary>
    /// Whether a column of pressures in hPa, mbar, kPa or Pa is one of the air: nine of ten values lie within 800..1100 hPa. Water pressures are written
    /// in decibars, and 1000 hPa of water would be ten metres of it, hardly ever more or less.
    /// </summary>
    public static bool Is(NumberColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (!UnitText.IsWritten(column.Metadata.Unit) || UnitText.IsSame(column.Metadata.Unit, "dbar") || UnitConversion.Between(column.Metadata.Unit!, "hPa") is not { } conversion) return false;
        var (values, air) = (0, 0);
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value)) continue;
            values++;
            if (conversion.Convert(value) is >= 800 and <= 1100) air++;
        }

        return values > 0 && 10 * air >= 9 * values;
    }
}
