using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Archives;

/// <summary>
/// Writes matchups with their pixels as one netCDF-4 file (CF-1.11, ACDD-1.3): dimensions <c>matchup</c> (unlimited, so that files of several periods can
/// be put one behind the other), <c>row</c>, <c>column</c> and one per set of bands.
/// </summary>
/// <remarks>
/// A variable <c>Rrs</c> of the field is there as <c>Rrs</c> (matchup, row, column, wavelength), its pixels before masks, and as <c>Rrs_mean</c>,
/// <c>Rrs_median</c>, <c>Rrs_sd</c>, <c>Rrs_n</c>, <c>Rrs_cv</c> and <c>Rrs_centre</c> (matchup, wavelength); <c>mask</c> (matchup, row, column) says which
/// pixels were used and why others were not. Every other column of the table is a variable on <c>matchup</c> of the same name: the observation, the pointer
/// to granule and pixel, times (microseconds since 1970). The same matchups give the same bytes.
/// </remarks>
public static class MatchupNetCdf
{
    /// <summary>Writes the file, replacing one of the same name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cube">The matchups; none give a valid file whose dimension <c>matchup</c> has length 0.</param>
    /// <exception cref="OceanException">It cannot be written.</exception>
    public static void Write(string path, MatchupCube cube)
    {
        ArgumentNullException.ThrowIfNull(cube);
        using var writer = NetCdfWriter.Create(path);
        var layout = new MatchupLayout(cube);
        var file = new MatchupVariables(writer.Root, cube, layout);
        MatchupAttributes.Write(writer.Root, cube);
        foreach (var write in file.Define()) write();
        writer.Close();
    }
}
