using System.CommandLine;
using OceanML.Colocation;

namespace OceanML.Steps;

/// <summary>Options of the windows in space and time: all that <c>extract</c> needs.</summary>
internal sealed class WindowOptions
{
    public Option<string> Within { get; } = new("--within")
    {
        HelpName = "TIME",
        DefaultValueFactory = _ => "1d",
        Description = "Greatest time between observation and field: 1d, 3h, 30min; 3h,0h for a field up to 3 h before the observation and not after it; 2steps for steps of the product; any for no limit. A composite counts from start to end of what it covers.",
    };

    public Option<string> Box { get; } = new("--box")
    {
        HelpName = "N|KM|DEG",
        DefaultValueFactory = _ => "3",
        Description = "Macro-pixel whose statistics are taken: 3 for 3 x 3 pixels round the nearest one (odd), 10km for all pixels with their centre within 10 km, 0.25deg for all within 0.25 degrees of latitude and of longitude.",
    };

    public Option<double?> Radius { get; } = new("--radius")
    {
        HelpName = "KM",
        Description = "Greatest distance to the centre of the nearest pixel, km. Default: the observation must lie within the pixel (half a step on a grid, half a pixel diagonal on a swath), or within the macro-pixel where that is given in km.",
    };

    public Option<string> Edges { get; } = OptionKinds.Choice("--edges", "pad", ["pad", "drop", "wrap"], "Macro-pixels over the edge of a field: pad counts the pixels beyond as missing, drop rejects the match, wrap goes on at the first column. Fields round the Earth wrap in any case.");

    public Option<string> Flags { get; } = OptionKinds.Choice("--flags", "good", ["good", "all"], "Observations used: good leaves out those whose flag (v_qc, position_qc, time_qc) is not 1, 2, 5 or 8; all uses every value.");

    public IEnumerable<Symbol> All => [Within, Box, Radius, Edges, Flags];

    /// <summary>What is to be said where manifests were extracted with other windows than those of the protocol that they are assembled by; null for nothing.</summary>
    public static string? Difference(MatchupProtocol extracted, OptionValues values)
    {
        var own = new WindowOptions();
        var wanted = extracted;
        if (values.IsByProtocol(own.Within)) wanted = wanted with { Window = TimeWindow.Parse(values.Text(own.Within)) };
        if (values.IsByProtocol(own.Box)) wanted = wanted with { Shape = MacroPixelShape.Parse(values.Text(own.Box)) };
        if (values.IsByProtocol(own.Radius)) wanted = wanted with { RadiusKm = values.Number(own.Radius) };
        return wanted.Window == extracted.Window && wanted.Shape == extracted.Shape && wanted.RadiusKm == extracted.RadiusKm
            ? null
            : $"the manifests hold other windows than protocol {values.ProtocolName}, and theirs count: macro-pixel {extracted.Shape.Text} and fields {extracted.Window.Text}, not {wanted.Shape.Text} and {wanted.Window.Text}; extract with --protocol {values.ProtocolName} for those";
    }

    /// <summary>A protocol with these windows.</summary>
    public MatchupProtocol Apply(MatchupProtocol protocol, OptionValues values) => protocol with
    {
        Window = TimeWindow.Parse(values.Text(Within)),
        Shape = MacroPixelShape.Parse(values.Text(Box)),
        RadiusKm = values.Number(Radius),
        Edges = Enum.Parse<EdgePolicy>(values.Text(Edges), ignoreCase: true),
        GoodFlagsOnly = values.Text(Flags) == "good",
    };
}
