using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Names and units of the quantities of water spectra.</summary>
public static partial class SpectralQuantities
{
    /// <summary>Unit in which normalised water-leaving radiance is given where nothing else is asked.</summary>
    public const string RadianceUnit = "mW cm-2 um-1 sr-1";

    /// <summary>The quantity a user names: Rrs, rho_w (rhow), nLw (Lwn); case does not count.</summary>
    /// <exception cref="OceanException">It is none of these.</exception>
    public static SpectralQuantity Parse(string text) => text.Trim().ToLowerInvariant().Replace("_", "", StringComparison.Ordinal) switch
    {
        "rrs" => SpectralQuantity.Rrs,
        "rhow" or "rhown" => SpectralQuantity.RhoW,
        "nlw" or "lwn" => SpectralQuantity.NLw,
        _ => throw OceanException.Usage($"'{text}' is not a quantity of spectra; it is Rrs, rho_w or nLw"),
    };

    /// <summary>The quantity's name in texts and options.</summary>
    public static string Name(SpectralQuantity quantity) => quantity switch
    {
        SpectralQuantity.RhoW => "rho_w",
        SpectralQuantity.NLw => "nLw",
        _ => "Rrs",
    };

    /// <summary>The unit a quantity has where it is not stated otherwise.</summary>
    public static string Unit(SpectralQuantity quantity) => quantity switch
    {
        SpectralQuantity.RhoW => "1",
        SpectralQuantity.NLw => RadianceUnit,
        _ => "sr-1",
    };

    /// <summary>CF standard name of the quantity; null where there is none.</summary>
    public static string? StandardName(SpectralQuantity quantity) => quantity switch
    {
        SpectralQuantity.Rrs => "surface_ratio_of_upwelling_radiance_emerging_from_sea_water_to_downwelling_radiative_flux_in_air",
        _ => null,
    };

    /// <summary>What the standard name, the name or the unit of a column tells about its quantity; null where they tell nothing.</summary>
    public static SpectralQuantity? Guess(string name, ColumnMetadata metadata)
    {
        if (metadata.StandardName == StandardName(SpectralQuantity.Rrs)) return SpectralQuantity.Rrs;
        if (Uncertainty().IsMatch(name)) return null;
        if (RrsName().IsMatch(name)) return SpectralQuantity.Rrs;
        if (RhoName().IsMatch(name)) return SpectralQuantity.RhoW;
        if (LwnName().IsMatch(name)) return SpectralQuantity.NLw;
        return null;
    }

    [GeneratedRegex("_(unc|err|error|sigma|sd|flags?|bias|rmsd)([^a-z]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Uncertainty();

    [GeneratedRegex("(^|[^a-z])n?rrs([^a-z]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex RrsName();

    [GeneratedRegex("(^|[^a-z])(rho_?wn?|rw|water_leaving_reflectance)([^a-z]|$)|^Oa[0-9]{2}_reflectance$", RegexOptions.IgnoreCase)]
    private static partial Regex RhoName();

    [GeneratedRegex("(^|[^a-z])(ex|exact_?)?(n_?lw|lwn|lw_n|lwnex)([^a-z]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex LwnName();
}
