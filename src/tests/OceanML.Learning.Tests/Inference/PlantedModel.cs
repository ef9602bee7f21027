using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>
/// The model that solves test-data/tables/training.csv exactly, as far as its noise allows: the formula the table was made with,
/// turned round. It is kept as test-data/models/planted_chlorophyll.onnx, so that steps can be tested without training.
/// </summary>
internal static class PlantedModel
{
    /// <summary>Where the file is kept.</summary>
    public static string Path { get; } = SharedData.TestData("models/planted_chlorophyll.onnx");

    /// <summary>The table.</summary>
    public static string Training { get; } = SharedData.TestData("tables/training.csv");

    /// <summary>Offset and slope of log10 CHLA against log10 of the surface chlorophyll, per bin of 10 m.</summary>
    private static readonly (double Offset, double Slope)[] Bins = [(0, 1), (-0.02, 0.98), (-0.05, 0.92), (-0.10, 0.82), (-0.16, 0.70), (-0.24, 0.55)];

    private static readonly int[] Bands = [412, 442, 490, 510, 555, 620, 665, 709];

    /// <summary>The model, made again.</summary>
    public static Graph Build()
    {
        var table = TableFile.Read(Training);
        var names = Bands.Select(band => $"pace_Rrs_{band}").ToArray();
        var features = names.Select(table.Numbers).ToArray();
        var (mean, scale) = (features.Select(column => (float)column.Average()).ToArray(), new float[names.Length]);
        for (var i = 0; i < scale.Length; i++) scale[i] = (float)Math.Sqrt(features[i].Average(value => Math.Pow(value - mean[i], 2)));
        var standardised = new float[table.RowCount * names.Length];
        for (var i = 0; i < standardised.Length; i++) standardised[i] = (float)((features[i % names.Length][i / names.Length] - mean[i % names.Length]) / scale[i % names.Length]);
        var known = new Dictionary<string, int>();
        int[] platforms = [.. table.Texts("profile_id").Select(profile => known.TryGetValue(profile!.Split('_')[0], out var number) ? number : known[profile.Split('_')[0]] = known.Count)];

        var builder = new GraphBuilder("planted_chlorophyll");
        var x = builder.Input(ModelSignature.Input, names.Length);

        // Rrs(412) / Rrs(620) = exp(0.004 * 208) * 10^(-0.55 (log10 chl + 0.5)).
        var log10 = builder.Constant((float)(1 / Math.Log(10)));
        var ratio = builder.Mul(builder.Log(builder.Div(builder.Columns(x, 0, 1), builder.Columns(x, 5, 6))), log10);
        var surface = builder.Sub(builder.Div(builder.Sub(builder.Constant((float)(0.004 * 208 / Math.Log(10))), ratio), builder.Constant(0.55f)), builder.Constant(0.5f));
        var logarithm = builder.Dense(surface, [.. Bins.Select(bin => (float)bin.Slope)], [.. Bins.Select(bin => (float)bin.Offset)], 1, Bins.Length);
        var prediction = builder.Pow(builder.Constant(10), logarithm);

        // The table has a noise of 0.10 in log10: as a standard deviation in mg m-3 it grows with the value.
        var sigma = builder.Mul(prediction, builder.Constant((float)(0.10 * Math.Log(10))));
        var domain = Applicability.Fit(standardised, names.Length, platforms);
        var index = domain.AddTo(builder, builder.Div(builder.Sub(x, builder.Constant(mean, names.Length)), builder.Constant(scale, names.Length)));
        builder.Output(ModelSignature.Prediction, prediction, Bins.Length).Output(ModelSignature.Sigma, sigma, Bins.Length).Output(ModelSignature.ApplicabilityIndex, index, 1);
        new ModelSignature(
            [.. names.Select((name, i) => new ModelVariable(name, "sr-1", Low: features[i].Min(), High: features[i].Max()))],
            [.. Bins.Select((_, i) => new ModelVariable($"CHLA_{10 * i}_{10 * (i + 1)}", "mg m-3", "mass_concentration_of_chlorophyll_a_in_sea_water", $"Chlorophyll a, {10 * i} to {10 * (i + 1)} m"))]).AddTo(builder);
        return builder.Build();
    }
}
