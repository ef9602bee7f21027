using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class ModelOutlierTests
{
    private static readonly double[] Salinity = [35.0, 35.05, 35.2, 36, 34, 35, double.NaN, 35.0, 36];

    [Fact]
    public void Values_are_held_against_estimates_in_units_of_their_sigma() =>
        Assert.Equal("011344901", Flags(new ModelOutlierTest.Thresholds(4, 8), estimates: [double.NaN, 35, 35.1, 35.5, 35.2, 36.5, 35, double.NaN, 36], applicability: null));

    [Fact]
    public void A_smallest_sigma_keeps_a_model_that_is_too_sure_from_flagging() =>
        Assert.Equal("111111911", Flags(new ModelOutlierTest.Thresholds(4, 8, LeastSigma: 1), estimates: [35, 35, 35.1, 35.5, 35.2, 36.5, 35, 35, 36], applicability: null));

    [Fact]
    public void Rows_outside_the_training_data_are_not_judged() =>
        Assert.Equal("100000911", Flags(new ModelOutlierTest.Thresholds(), estimates: [35, 20, 20, 20, 20, 20, 35, 35, 36], applicability: [1, 0, 0.005, 0.009, 0, 0, 1, 0.01, 1]));

    [Fact]
    public void Rows_with_a_doubtful_feature_are_not_judged()
    {
        var flags = Flags(new ModelOutlierTest.Thresholds(Features: ["temperature"]), [20, 20, 20, 20, 20, 20, 20, 20, 20], null, temperatureFlags: "143410001");
        Assert.Equal("400044944", flags);
    }

    [Fact]
    public void A_table_without_estimates_is_left_as_it_is()
    {
        var table = new Table([new NumberColumn("salinity", Salinity), new NumberColumn("pressure", [1, 2, 3, 4, 5, 6, 7, 8, 9])]);
        var result = QualityControl.Run(table, new QualityOptions([new ModelOutlierTest([("salinity", new ModelOutlierTest.Thresholds())])], VocabularyFile.Load()));
        Assert.Equal("000000900", string.Concat(result.Table.Texts("salinity_qc")));
    }

    private static string Flags(ModelOutlierTest.Thresholds limits, double[] estimates, double[]? applicability, string? temperatureFlags = null)
    {
        var columns = new List<Column>
        {
            new NumberColumn("pressure", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            new NumberColumn("temperature", [10, 10, 10, 10, 10, 10, 10, 10, 10]),
            new NumberColumn("salinity", Salinity),
            new NumberColumn("salinity_estimate", estimates),
            new NumberColumn("salinity_estimate_sigma", [.. Enumerable.Repeat(0.1, 9)]),
        };
        if (applicability is not null) columns.Add(new NumberColumn("estimate_applicability", applicability));
        if (temperatureFlags is not null) columns.Add(new TextColumn("temperature_qc", [.. temperatureFlags.Select(flag => flag.ToString())], new ColumnMetadata(FlagScheme: "argo")));
        var result = QualityControl.Run(new Table(columns), new QualityOptions([new ModelOutlierTest([("salinity", limits)])], VocabularyFile.Load()));
        return string.Concat(result.Table.Texts("salinity_qc"));
    }
}
