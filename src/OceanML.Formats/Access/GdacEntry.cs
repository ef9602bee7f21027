namespace OceanML.Formats.Access;

/// <summary>One line of a GDAC profile index.</summary>
/// <param name="File">Path below <c>dac/</c>, e.g. <c>coriolis/6903247/profiles/SR6903247_010.nc</c>.</param>
/// <param name="Time">Time of the profile, UTC microseconds; missing where the index has none.</param>
/// <param name="Latitude">Latitude; NaN where the index has none.</param>
/// <param name="Longitude">Longitude; NaN where the index has none.</param>
/// <param name="Parameters">The parameters, e.g. PRES, CHLA; empty in a core index.</param>
/// <param name="ParameterModes">Data mode (R, A, D) of each parameter; empty in a core index.</param>
/// <param name="Updated">When the file last changed, UTC microseconds; missing where unknown.</param>
public sealed record GdacEntry(
    string File,
    long Time,
    double Latitude,
    double Longitude,
    IReadOnlyList<string> Parameters,
    string ParameterModes,
    long Updated)
{
    /// <summary>The data centre, e.g. <c>coriolis</c>.</summary>
    public string Dac => GdacPath.Dac(File).ToString();

    /// <summary>The float's WMO number.</summary>
    public string Platform => GdacPath.Platform(File).ToString();

    /// <summary>The profile as observation tables name it: platform, cycle, and D where descending: <c>6903247_010</c>, <c>3902131_001D</c>.</summary>
    public string Profile => GdacPath.Profile(File).ToString();

    /// <summary>R (real time, adjusted or not) or D (delayed mode), from the file name.</summary>
    public char FileMode => GdacPath.FileMode(File);

    /// <summary>How far the parameters are adjusted, for choosing between two files of a profile: 2 delayed, 1 adjusted, 0 real time, summed.</summary>
    public int Maturity
    {
        get
        {
            var sum = FileMode == 'D' ? 1000 : 0;
            foreach (var mode in ParameterModes) sum += mode == 'D' ? 2 : mode == 'A' ? 1 : 0;
            return sum;
        }
    }

    internal static GdacEntry Of(GdacLines lines, int row, GdacNames names)
    {
        var file = lines.OddFiles.Count > 0 && lines.OddFiles.TryGetValue(row, out var odd) ? odd : names.Origins[lines.Origins[row]].File(lines.Platforms[row], lines.Cycles[row]);
        var content = names.Contents[lines.Contents[row]];
        return new GdacEntry(file, lines.Times[row], lines.Latitudes[row], lines.Longitudes[row], content.Parameters, content.Modes, lines.Updates[row]);
    }
}
