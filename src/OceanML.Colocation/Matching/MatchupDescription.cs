using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The rules of matchups in words, as they stand in the metadata of their table: the options of the command line.</summary>
internal static class MatchupDescription
{
    public static string Of(MatchupProtocol protocol)
    {
        var culture = CultureInfo.InvariantCulture;
        var words = new List<string>
        {
            $"macro-pixel: {protocol.Shape.Text}",
            $"field in time: {protocol.Window.Text}",
            "radius: " + (protocol.RadiusKm is { } km ? string.Create(culture, $"{km:0.######} km") : "within the pixel"),
            $"edges: {Lower(protocol.Edges)}",
            "flags of observations: " + (protocol.GoodFlagsOnly ? "good" : "all"),
            $"mask: {protocol.Mask.Text}",
            $"valid share: {(protocol.MinimumValid.MoreThan ? "" : "at least ")}{protocol.MinimumValid.Text}",
            "outliers: " + protocol.Outliers switch
            {
                OutlierRule.MeanAndOneAndAHalfDeviations => "beyond mean +- 1.5 sd",
                OutlierRule.WholeSpectrum => "beyond mean +- 1.5 sd in any band",
                _ => "kept",
            },
        };
        if (protocol.Name is { } name) words.Insert(0, $"protocol: {name}");
        foreach (var limit in protocol.Limits) words.Add(string.Create(culture, $"limit: {limit.Variable} {limit.Minimum}..{limit.Maximum}"));
        if (protocol.VariationLimit is { } variation)
            words.Add(string.Create(culture, $"cv limit: {variation:0.######} of {(protocol.VariationOf.Count > 0 ? string.Join(" ", protocol.VariationOf) : "each variable")}"));
        if (protocol.Geometric.Count > 0) words.Add($"geometric means: {string.Join(" ", protocol.Geometric)}");
        words.Add($"matches: {Lower(protocol.Matches)}");
        words.Add($"several observations: {Lower(protocol.Several)}");
        if (protocol.Once) words.Add("a pixel once");
        if (protocol.Period is { } period)
            words.Add($"period: {(period.Start == long.MinValue ? "" : Timestamp.Format(period.Start))}..{(period.End == long.MaxValue ? "" : Timestamp.Format(period.End))}");
        return string.Join("; ", words);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
