using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// In the Red Sea temperature below 21 or above 40 degrees Celsius and salinity below 2 or above 41 are bad; in the Mediterranean
/// temperature below 10 or above 40 and salinity below 2 or above 40. Limits themselves pass.
/// </summary>
/// <remarks>
/// Argo test 7. Settings: <c>seas</c>, by name, each with <c>boxes</c> (a list of south, north, west, east) and <c>ranges</c> (per variable, smallest
/// and largest that pass); they replace both seas. Where boxes overlap the first sea wins.
/// </remarks>
public sealed class RegionalRangeTest : QualityTest
{
    private readonly IReadOnlyList<(IReadOnlyList<SeaBox> Boxes, IReadOnlyList<(string Name, double[] Limits)> Ranges)> seas;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public RegionalRangeTest(Settings? settings = null)
        : base("regional-range", 7, "value outside the range of its sea (Red Sea, Mediterranean)")
    {
        seas = settings?.Map("seas") is { } map
            ? [.. map.Values.Select(Sea)]
            :
            [
                (SeaRegion.RedSea, [("temperature", [21, 40]), ("salinity", [2, 41])]),
                (SeaRegion.Mediterranean, [("temperature", [10, 40]), ("salinity", [2, 40])]),
            ];
        Variables = [.. seas.SelectMany(sea => sea.Ranges).Select(range => range.Name).Distinct()];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var (boxes, ranges) in seas)
        {
            if (!SeaBox.AnyHolds(boxes, sequence.Latitude, sequence.Longitude)) continue;
            foreach (var (name, limits) in ranges) Check(sequence.Find(name), limits[0], limits[1]);
            return;
        }
    }

    private static (IReadOnlyList<SeaBox> Boxes, IReadOnlyList<(string Name, double[] Limits)> Ranges) Sea(Settings sea)
    {
        var boxes = sea.Find("boxes")?.Items.Select(box => VariableLimits.Numbers(box, 4)).Select(edge => new SeaBox(edge[0], edge[1], edge[2], edge[3])).ToList();
        var ranges = VariableLimits.ReadRanges(sea, "ranges");
        sea.RefuseUnknown();
        return (boxes ?? throw OceanException.BadInput($"{sea.Where}: 'boxes' is missing: a list of [south, north, west, east]"), ranges);
    }

    private void Check(SequenceVariable? variable, double minimum, double maximum)
    {
        if (variable is null) return;
        variable.JudgeAll();
        for (var level = 0; level < variable.Values.Length; level++)
        {
            var value = variable.Values[level];
            if (value < minimum || value > maximum) variable.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
