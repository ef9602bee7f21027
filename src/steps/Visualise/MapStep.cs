using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Positions on a map with coastlines.</summary>
internal sealed class MapStep : DrawStep
{
    private readonly Option<string?> value = new("--value")
    {
        HelpName = "COLUMN",
        Description = "Column that colours the points; without it, positions alone.",
    };

    private readonly Option<string?> reference = new("--reference")
    {
        HelpName = "COLUMN",
        Description = "Colour by the difference --value minus this column, or with --log10 by log10 of their ratio: blue where the value is lower, brown where it is higher.",
    };

    private readonly Option<bool> log10 = new("--log10") { Description = "Colours even in the logarithm; values of zero and below are left out and counted." };

    public MapStep()
        : base("map", "Map of positions with coastlines, coloured by a value or by the ratio of two; the region and the projection follow the data, across the dateline too.")
    {
        Add(value, reference, log10);
        AddCommon();
        AddExample("oceanml-visualise map matchups.parquet --value chlor_a --log10 --output map.png");
        AddExample("oceanml-visualise map matchups.parquet --value chlor_a --reference CHLA_0_10 --log10 --output ratio.png --also-pdf");
    }

    protected override Figure Build(StepRun run, Table data)
    {
        var (latitudes, longitudes) = (Coordinates.Latitude(data), Coordinates.Longitude(data));
        if (run.Value(value) is not { } column)
        {
            if (run.Value(reference) is not null) throw OceanException.Usage("--reference needs --value: the map shows how the value differs from the reference");
            return MapFigure.Of("map", "Positions", latitudes, longitudes, [], ("", null), MapColours.Linear);
        }

        var label = ColumnWords.Of(data, column, Unit(run));
        if (run.Value(reference) is { } other) return Maps.Ratio("map", data, column, other, run.Value(log10), label.Unit);
        var kind = run.Value(log10) ? MapColours.Log10 : MapColours.Linear;
        return MapFigure.Of("map", label.Label, latitudes, longitudes, data.Numbers(column), label, kind);
    }
}
