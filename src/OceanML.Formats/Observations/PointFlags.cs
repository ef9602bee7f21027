using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>Quality flags of netCDF files: as characters, with the scheme that the file says or its flag_meanings show.</summary>
internal static class PointFlags
{
    private static readonly (string Suffix, string Canonical)[] Suffixes =
    [
        ("_SEADATANET_QC", "_qc"), ("_quality_control", "_qc"), ("_qartod_agg", "_qc"), ("_qc_agg", "_qc"), ("_QC", "_qc"), ("_qc", "_qc"),
        ("_DM", "_mode"), ("_ERROR", "_sigma"), ("_uncertainty", "_sigma"),
    ];

    /// <summary>The variable that a name of flags, mode or uncertainty belongs to, and what this adds to the variable's name; null for other names.</summary>
    public static (string Variable, string Suffix)? Belonging(string name)
    {
        foreach (var (suffix, canonical) in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length) return (name[..^suffix.Length], canonical);
        }

        return null;
    }

    /// <summary>What takes the place of <c>_qc</c> in the name of flags that nobody can read.</summary>
    public const string ForeignSuffix = "_own_flags";

    /// <summary>Whether a variable of flags follows no scheme, and explains itself in words or bits that are not understood.</summary>
    public static bool AreForeign(NetCdfVariable variable, NetCdfFile file) => variable.Type.IsNumeric() && KnownScheme(variable, file) is null && OwnFlags.Explains(variable) && OwnFlags.Of(variable) is null;

    /// <summary>The scheme of the flags that <see cref="Texts"/> gives, or null where nothing tells.</summary>
    public static string? SchemeOf(NetCdfVariable variable, NetCdfFile file) => Own(variable, file)?.Scheme ?? KnownScheme(variable, file);

    /// <summary>
    /// The flags of a numeric variable, in the order stored. A fill value that is one of the flags is that flag. Flags of no known scheme, or with
    /// meanings other than those of the scheme that the file names, are written as the scheme of <see cref="SchemeOf"/> has them.
    /// </summary>
    public static string?[] Texts(NetCdfVariable variable, NetCdfFile file)
    {
        if (Own(variable, file) is { } own)
        {
            var (raw, empty) = (variable.ReadDoubles(NetCdfDecoding.Raw), variable.Attributes.Number("_FillValue"));
            var explained = variable.Attributes["flag_values"]?.Numbers ?? [];
            return Array.ConvertAll(raw, value => double.IsNaN(value) || (value == empty && !explained.Contains(value)) ? null : own.Character(value));
        }

        return AsWritten(variable);
    }

    private static OwnFlags? Own(NetCdfVariable variable, NetCdfFile file) =>
        variable.Type.IsNumeric() && OwnFlags.Of(variable) is { } own && (KnownScheme(variable, file) is not { } name || own.Contradicts(FlagScheme.Find(name))) ? own : null;

    private static string?[] AsWritten(NetCdfVariable variable)
    {
        var values = variable.ReadDoubles(NetCdfDecoding.Raw);
        var codes = variable.Attributes["flag_values"]?.Numbers ?? [];
        var fill = variable.Attributes.Number("_FillValue");

        // SeaDataNet writes its characters as bytes: 49 is the flag '1'.
        var areCharacters = codes.Count > 0 && codes.All(code => code is >= '0' and <= 'Z');
        var known = new Dictionary<double, string?>();
        return Array.ConvertAll(values, value =>
        {
            if (known.TryGetValue(value, out var text)) return text;
            text = double.IsNaN(value) || (value == fill && !codes.Contains(value)) ? null
                : areCharacters && value is >= '0' and <= 'Z' ? ((char)value).ToString()
                : value.ToString(CultureInfo.InvariantCulture);
            return known[value] = text;
        });
    }

    private static string? KnownScheme(NetCdfVariable variable, NetCdfFile file)
    {
        var meanings = (variable.Attributes.Text("flag_meanings") ?? "").ToUpperInvariant();
        var own = string.Join(' ', new[] { "conventions", "quality_control_conventions", "Conventions", "comment", "flag_conventions", "references" }.Select(variable.Attributes.Text));
        if (Has(own, "ODV GENERIC")) return FlagScheme.OdvGeneric.Name;
        if (Has(own, "QARTOD") || meanings.Contains("SUSPECT", StringComparison.Ordinal) && meanings.Contains("FAIL", StringComparison.Ordinal)) return FlagScheme.Qartod.Name;
        if (Has(own, "WOCE")) return FlagScheme.WoceCtd.Name;
        if (Has(own, "SeaDataNet") || meanings.Contains("IN_EXCESS", StringComparison.Ordinal)) return FlagScheme.SeaDataNet.Name;
        if (Has(own, "IMOS") || Has(own, "Argo")) return FlagScheme.Argo.Name;
        var all = own + " " + file.Attributes.Text("Conventions") + " " + file.Attributes.Text("data_type");
        if (meanings.Contains("NOMINAL", StringComparison.Ordinal) || Has(all, "OceanSITES") || Has(all, "Copernicus")) return FlagScheme.Coriolis.Name;
        if (Has(all, "Argo")) return FlagScheme.Argo.Name;
        if (Has(own, "IODE") || own.Contains("IOC", StringComparison.Ordinal)) return FlagScheme.Iode.Name;
        return meanings.StartsWith("NO_QC_PERFORMED GOOD", StringComparison.Ordinal) ? FlagScheme.Argo.Name : null;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
