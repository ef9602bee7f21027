using OceanML.Core;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>What the files of a Sentinel-3 product hold.</summary>
internal sealed class Sen3Contents
{
    private readonly List<FieldVariable> variables = [];
    private readonly List<FlagVariable> flags = [];

    private Sen3Contents()
    {
    }

    public IReadOnlyList<FieldVariable> Variables => variables;

    public IReadOnlyList<FlagVariable> Flags => flags;

    public IReadOnlyDictionary<string, string> Roles { get; private set; } = new Dictionary<string, string>();

    /// <summary>File per variable.</summary>
    public Dictionary<string, string> Members { get; } = [];

    /// <summary>File per flag variable.</summary>
    public Dictionary<string, string> FlagMembers { get; } = [];

    /// <summary>Variables on tie points.</summary>
    public Dictionary<string, TiePointVariable> TiePoints { get; } = [];

    /// <summary>
    /// Lists the contents. In a folder every file tells of itself. In a zip the files of the bands, which are large and alike, are described by
    /// the first of them, so that only bands that are read are unpacked.
    /// </summary>
    public static Sen3Contents List(Sen3Field field)
    {
        var contents = new Sen3Contents();
        IReadOnlyList<FieldVariable>? bands = null;
        foreach (var member in field.DataFiles.Where(member => !member.StartsWith("tie_", StringComparison.Ordinal)))
        {
            if (field.IsPacked && BandNames.OlciBand(member) is not null && bands is not null)
            {
                foreach (var band in bands) contents.Add(Renamed(band, member), member);
                continue;
            }

            var file = field.Member(member);
            foreach (var variable in file.Variables) contents.Add(variable, member);
            foreach (var flag in file.Flags.Where(flag => contents.FlagMembers.TryAdd(flag.Name, member))) contents.flags.Add(flag);
            if (BandNames.OlciBand(member) is not null) bands = file.Variables;
        }

        var (rows, columns) = field.Shape;
        foreach (var member in field.DataFiles.Where(member => member.StartsWith("tie_", StringComparison.Ordinal)))
        {
            foreach (var variable in TiePointFile.Variables(field.File(member), rows, columns))
            {
                if (!contents.Members.ContainsKey(variable.Description.Name) && contents.TiePoints.TryAdd(variable.Description.Name, variable))
                    contents.variables.Add(variable.Description);
            }
        }

        contents.Roles = FieldRoles.Of(contents.variables, field.Identity.Description);
        return contents;
    }

    // Oa02_reflectance and Oa02_reflectance_err in Oa02_reflectance.nc, as Oa01_reflectance and Oa01_reflectance_err in the first file.
    private static FieldVariable Renamed(FieldVariable band, string member)
    {
        var name = member[..4] + band.Name[4..];
        var longName = band.LongName?.Replace(band.Name[..4], member[..4], StringComparison.Ordinal);
        return band with { Name = name, LongName = longName, Wavelengths = BandNames.Wavelength(name) is { } wavelength ? [wavelength] : [] };
    }

    private void Add(FieldVariable variable, string member)
    {
        if (Members.TryAdd(variable.Name, member)) variables.Add(variable);
    }
}
