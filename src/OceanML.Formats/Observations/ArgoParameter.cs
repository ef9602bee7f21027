using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>One parameter of an Argo file, raw or adjusted profile by profile: values, flags, errors, modes over the profile by level grid.</summary>
internal sealed class ArgoParameter
{
    private readonly string argo;
    private readonly char[] flags;
    private readonly double[] sigmas;
    private readonly char[] modes;

    private readonly NumberKind kind;

    /// <summary>Number of flags that are none of Argo's; they read 0, no quality control.</summary>
    public int ForeignFlags { get; private init; }

    private ArgoParameter(string argo, string canonical, double[] values, char[] flags, double[] sigmas, char[] modes, NumberKind kind) =>
        (this.argo, Canonical, Values, this.flags, this.sigmas, this.modes, this.kind) = (argo, canonical, values, flags, sigmas, modes, kind);

    public string Canonical { get; }

    /// <summary>Values over the grid, level fastest; NaN where missing.</summary>
    public double[] Values { get; }

    public static ArgoParameter Read(NetCdfFile file, ArgoStations stations, string argo, string canonical, ArgoValues choice)
    {
        var cells = stations.Count * stations.Levels;
        var values = new double[cells];
        var flags = new char[cells];
        var sigmas = new double[cells];
        var modes = new char[stations.Count];
        Array.Fill(values, double.NaN);
        Array.Fill(sigmas, double.NaN);
        Array.Fill(flags, ' ');

        // Pressure is the coordinate of every other parameter: where it was not adjusted the raw one serves.
        var raw = choice == ArgoValues.Adjusted && argo != "PRES" ? null : Numbers(file, argo, cells);
        var rawFlags = raw is null ? null : Flags(file, argo + "_QC", cells);
        var adjusted = choice == ArgoValues.Raw ? null : Numbers(file, argo + "_ADJUSTED", cells);
        var adjustedFlags = adjusted is null ? null : Flags(file, argo + "_ADJUSTED_QC", cells);
        var errors = adjusted is null ? null : Numbers(file, argo + "_ADJUSTED_ERROR", cells);
        for (var profile = 0; profile < stations.Count; profile++)
        {
            modes[profile] = stations.Mode(profile, argo);
            var (at, length) = (profile * stations.Levels, stations.Levels);
            var takesAdjusted = adjusted is not null && modes[profile] != 'R';
            if ((takesAdjusted ? adjusted : raw) is not { } from) continue;
            var fromFlags = takesAdjusted ? adjustedFlags : rawFlags;
            from.AsSpan(at, length).CopyTo(values.AsSpan(at, length));
            fromFlags?.AsSpan(at, length).CopyTo(flags.AsSpan(at, length));
            if (takesAdjusted) errors?.AsSpan(at, length).CopyTo(sigmas.AsSpan(at, length));
            if (!takesAdjusted) modes[profile] = 'R';
        }

        var kind = file.Find(argo)?.Type == NetCdfType.Float32 ? NumberKind.Float32 : NumberKind.Float64;
        return new ArgoParameter(argo, canonical, values, flags, sigmas, modes, kind) { ForeignFlags = Known(flags) };
    }

    /// <summary>The columns of the parameter in a table of these cells.</summary>
    public IEnumerable<Column> Columns(List<int> rows, ArgoStations stations, VocabularyEntry? entry, bool hasOrigin)
    {
        var (values, sigma) = (new double[rows.Count], new double[rows.Count]);
        var (flag, origin, mode) = (new string?[rows.Count], new string?[rows.Count], new string?[rows.Count]);
        var (hasFlags, hasSigma) = (false, false);
        for (var row = 0; row < rows.Count; row++)
        {
            var cell = rows[row];
            (values[row], sigma[row]) = (Values[cell], sigmas[cell]);
            if (flags[cell] != ' ') (flag[row], hasFlags) = (flags[cell].ToString(), true);
            hasSigma |= !double.IsNaN(sigma[row]);
            if (double.IsNaN(values[row])) continue;
            origin[row] = flags[cell] == '8' ? "estimated" : "measured";
            mode[row] = modes[cell / stations.Levels].ToString();
        }

        var unit = entry?.Unit;
        var name = entry?.LongName ?? argo;
        yield return new NumberColumn(Canonical, values, new ColumnMetadata(unit, entry?.StandardName, name, Source: $"{ArgoProfiles.Source} ({argo})"), kind);
        if (hasFlags) yield return new TextColumn(Canonical + "_qc", flag, new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name, LongName: $"Quality flag of {name}"));
        if (hasSigma) yield return new NumberColumn(Canonical + "_sigma", sigma, new ColumnMetadata(unit, LongName: $"Error of {name} after adjustment, one standard deviation"), kind);
        if (!hasOrigin) yield break;
        yield return new TextColumn(Canonical + "_origin", origin, new ColumnMetadata(LongName: $"Whether {name} was measured or estimated"));
        yield return new TextColumn(Canonical + "_mode", mode, new ColumnMetadata(LongName: $"Data mode of {name}: R raw, A adjusted in real time, D in delayed mode"));
    }

    /// <summary>Makes 0 of flags that are not in Argo's reference table 2, and counts them; blanks and zero bytes are no flags.</summary>
    private static int Known(char[] flags)
    {
        var foreign = 0;
        for (var cell = 0; cell < flags.Length; cell++)
        {
            if (flags[cell] == '\0') flags[cell] = ' ';
            if (flags[cell] is ' ' or (>= '0' and <= '5') or '8' or '9') continue;
            flags[cell] = '0';
            foreign++;
        }

        return foreign;
    }

    private static double[]? Numbers(NetCdfFile file, string name, int cells)
    {
        if (file.Find(name) is not { } variable) return null;
        var values = variable.ReadDoubles(NetCdfDecoding.Measured);
        return values.Length == cells ? values : throw OceanException.BadInput($"{file.Path}: variable '{name}' does not have one value per profile and level");
    }

    private static char[]? Flags(NetCdfFile file, string name, int cells) =>
        file.Find(name) is { Type: NetCdfType.Char } variable && variable.ReadCharacters() is var characters && characters.Length == cells
            ? characters.ToCharArray()
            : null;
}
