using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Where the diffuse attenuation coefficient of downwelling light, Kd, is taken from.</summary>
/// <param name="Column">Column of Kd (m-1), or of chlorophyll (mg m-3); null for the chlorophyll of the table.</param>
/// <param name="FromChlorophyll">Whether the column holds chlorophyll, which gives Kd by <see cref="Morel"/>.</param>
public sealed record Attenuation(string? Column, bool FromChlorophyll)
{
    /// <summary>Smallest Kd that water has, m-1: below it a value is discarded. That of pure sea water at 490 nm is 0.0166 m-1.</summary>
    public const double Least = 0.016;

    /// <summary>
    /// Kd(490) of open-ocean water from its chlorophyll, 0.0166 + 0.07242 Chl^0.68955 m-1 (Morel et al. 2007, doi:10.1016/j.rse.2007.03.012). It does not
    /// hold where sediment or dissolved matter colour the water.
    /// </summary>
    /// <param name="chlorophyll">Chlorophyll, mg m-3; values below 0 count as 0.</param>
    public static double Morel(double chlorophyll) => 0.0166 + (0.07242 * Math.Pow(Math.Max(0, chlorophyll), 0.68955));

    /// <summary>What <c>--kd</c> says: <c>morel</c>, <c>morel:COLUMN</c> with the column of chlorophyll, or the column of Kd.</summary>
    public static Attenuation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Equals("morel", StringComparison.OrdinalIgnoreCase)) return new Attenuation(null, true);
        return text.StartsWith("morel:", StringComparison.OrdinalIgnoreCase) ? new Attenuation(text[6..], true) : new Attenuation(text, false);
    }

    /// <summary>The column of a table that is meant.</summary>
    /// <exception cref="OceanException">There is none, or its unit is another.</exception>
    public NumberColumn Find(Table table)
    {
        var name = Column ?? table.Columns.OfType<NumberColumn>().FirstOrDefault(column =>
            column.Name is "chlorophyll" || column.Metadata.StandardName is "mass_concentration_of_chlorophyll_a_in_sea_water" or "mass_concentration_of_chlorophyll_in_sea_water")?.Name ?? "chlorophyll";
        table.Numbers(name);
        var column = (NumberColumn)table[name];
        var unit = FromChlorophyll ? "mg m-3" : "m-1";
        if (UnitText.Differ(column.Metadata.Unit, unit) && UnitText.Differ(column.Metadata.Unit, FromChlorophyll ? "ug L-1" : "1/m"))
            throw OceanException.BadInput($"{table.Label}: '{name}' is in '{column.Metadata.Unit}'; {(FromChlorophyll ? "chlorophyll" : "Kd")} is needed in {unit}");
        return column;
    }
}
