using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Finds the columns of the tables that spectral matching is given: spectral responses and the solar spectrum.</summary>
internal static class SpectralTables
{
    private static readonly string[] Names = ["wavelength", "wavelengths", "lambda", "wl", "wave", "nm", "wavelength_nm", "lambda_nm"];

    /// <summary>The column of wavelengths, in nm.</summary>
    /// <exception cref="OceanException">There is none, or its unit is not nm.</exception>
    public static NumberColumn Wavelengths(Table table)
    {
        var column = table.Columns.OfType<NumberColumn>().FirstOrDefault(candidate => Names.Contains(Bare(candidate.Name)))
            ?? throw OceanException.Missing(table.Label, "column", "wavelength", table.Names);
        if (column.Metadata.Unit is { Length: > 0 } unit && unit.Trim() is not ("nm" or "nanometer" or "nanometers" or "nanometre" or "nanometres"))
            throw OceanException.BadInput($"{table.Label}: column '{column.Name}' is in '{unit}'; wavelengths are needed in nm");
        return column;
    }

    /// <summary>A column's name without unit in brackets, case and blanks.</summary>
    public static string Bare(string name)
    {
        var end = name.AsSpan().IndexOfAny('[', '(');
        return (end > 0 ? name[..end] : name).Trim().ToLowerInvariant();
    }

    /// <summary>A curve of the points that have both wavelength and value, in order of wavelength.</summary>
    /// <exception cref="OceanException">Fewer than two points, or two of one wavelength.</exception>
    public static SpectralCurve Curve(string where, IEnumerable<(double Wavelength, double Value)> points)
    {
        var sorted = points.Where(point => double.IsFinite(point.Wavelength) && double.IsFinite(point.Value)).OrderBy(point => point.Wavelength).ToArray();
        if (sorted.Length < 2) throw OceanException.BadInput($"{where}: has {sorted.Length} wavelengths with a value; at least 2 are needed");
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Wavelength == sorted[i - 1].Wavelength)
                throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{where}: has two values at {sorted[i].Wavelength} nm"));
        }

        return new SpectralCurve([.. sorted.Select(point => point.Wavelength)], [.. sorted.Select(point => point.Value)]);
    }
}
