using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class TablePredictionTests
{
    [Fact]
    public void Every_target_comes_with_sigma_origin_and_unit_and_every_row_with_its_applicability()
    {
        var predicted = Predict(Features(50));
        Assert.Equal(50, predicted.Predicted);
        var table = predicted.Table;
        Assert.Equal(["profile", "time", "chlorophyll", "chlorophyll_sigma", "chlorophyll_origin", "applicability", "applicability_verdict", "applicability_reason"], table.Names);
        Assert.Equal("mg m-3", table["chlorophyll"].Metadata.Unit);
        Assert.Equal("mg m-3", table["chlorophyll_sigma"].Metadata.Unit);
        Assert.Equal("estimated by model.onnx", table["chlorophyll"].Metadata.Source);
        Assert.All(table.Texts("chlorophyll_origin"), origin => Assert.Equal("estimated", origin));
        Assert.All(table.Numbers("applicability"), index => Assert.InRange(index, 0, 1));

        // The model is 2 a + b, sigma 0.5.
        var (a, b) = (Features(50).Numbers("a"), Features(50).Numbers("b"));
        for (var row = 0; row < 50; row++) Assert.Equal((2 * a[row]) + b[row], table.Numbers("chlorophyll")[row], 1e-5);
        Assert.All(table.Numbers("chlorophyll_sigma"), sigma => Assert.Equal(0.5, sigma, 1e-6));
    }

    [Fact]
    public void A_measured_target_is_never_overwritten()
    {
        var measured = new NumberColumn("chlorophyll", [.. Enumerable.Range(0, 50).Select(i => (double)i)], new ColumnMetadata("mg m-3", Source: "float"));
        var predicted = Predict(Features(50).With(measured));
        Assert.Equal(measured.Values, predicted.Table.Numbers("chlorophyll_measured"));
        Assert.Equal("float", predicted.Table["chlorophyll_measured"].Metadata.Source);
        Assert.NotEqual(measured.Values, predicted.Table.Numbers("chlorophyll"));
        Assert.Contains(predicted.Warnings, warning => warning.Contains("chlorophyll_measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_without_a_feature_stay_and_are_counted_by_that_feature()
    {
        var table = Features(50);
        table.Numbers("b")[3] = double.NaN;
        table.Numbers("b")[4] = double.PositiveInfinity;
        table.Numbers("a")[4] = double.NaN;
        var predicted = Predict(table);
        Assert.Equal((48, 50), (predicted.Predicted, predicted.Table.RowCount));
        Assert.Equal(new Dictionary<string, int> { ["no value for the feature a"] = 1, ["no value for the feature b"] = 1 }, predicted.Rejected);
        foreach (var name in new[] { "chlorophyll", "chlorophyll_sigma", "chlorophyll_origin", "applicability", "applicability_verdict" })
            Assert.Equal([3, 4], Enumerable.Range(0, 50).Where(predicted.Table[name].IsMissing));
        for (var row = 0; row < 50; row++) table.Numbers("a")[row] = double.NaN;
        Assert.Equal(ExitCode.NothingSelected, Assert.Throws<OceanException>(() => Predict(table)).Code);
    }

    [Fact]
    public void A_row_far_from_the_training_data_is_outside()
    {
        var table = Features(50);
        table.Numbers("a")[7] = 100;
        var predicted = Predict(table);
        Assert.Equal("outside", predicted.Table.Texts("applicability_verdict")[7]);
        Assert.Equal(0, predicted.Table.Numbers("applicability")[7]);
        Assert.True(predicted.Verdicts[ApplicabilityVerdict.Inside] > 40);
    }

    [Fact]
    public void Absent_features_are_all_listed_and_other_units_refused()
    {
        Assert.Contains("no feature of the model 'b'", Assert.Throws<OceanException>(() => Predict(Features(5).Without("b"))).Message, StringComparison.Ordinal);
        Assert.Contains("2 of the 2 features of model.onnx are absent: a, b", Assert.Throws<OceanException>(() => Predict(Features(5).Without("a", "b"))).Message, StringComparison.Ordinal);
        var other = Features(5).With(Features(5)["a"].With(metadata: new ColumnMetadata("dbar")));
        Assert.Contains("'dbar' and 'degree_Celsius' measure different things", Assert.Throws<OceanException>(() => Predict(other)).Message, StringComparison.Ordinal);
        Assert.Contains(Predict(other, ignoreUnits: true).Warnings, warning => warning.Contains("'dbar'", StringComparison.Ordinal));
        var spelled = Features(5).With(Features(5)["a"].With(metadata: new ColumnMetadata("degrees_C")));
        Assert.Equal(5, Predict(spelled).Predicted);
    }

    [Fact]
    public void Another_unit_that_can_be_converted_is_converted_and_told()
    {
        var celsius = Features(50);
        var kelvin = celsius.With(new NumberColumn("a", [.. celsius.Numbers("a").Select(value => value + 273.15)], new ColumnMetadata("K")));
        var (one, other) = (Predict(celsius), Predict(kelvin));
        for (var row = 0; row < 50; row++) Assert.Equal(one.Table.Numbers("chlorophyll")[row], other.Table.Numbers("chlorophyll")[row], 1e-5);
        Assert.Contains(other.Warnings, warning => warning.Contains("'a' converted from K to degree_Celsius (- 273.15)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_renamed_feature_is_refused_with_names_alike_and_mapped_when_told()
    {
        var renamed = new Table(Features(50).Columns.Select(column => column.Name == "a" ? column.With("TEMP_A") : column));
        var model = new GraphRunner(Model(), "model.onnx");
        Assert.Contains("no feature of the model 'a'", Assert.Throws<OceanException>(() => Predict(renamed)).Message, StringComparison.Ordinal);
        var mapped = TablePrediction.Predict(renamed, model, new PredictionOptions { Model = "model.onnx", Renames = [FeatureRename.Parse("TEMP_A=a")] });
        Assert.Equal(Predict(Features(50)).Table.Numbers("chlorophyll"), mapped.Table.Numbers("chlorophyll"));
        Assert.Contains("no feature 'A'", Assert.Throws<OceanException>(() => TablePrediction.Predict(renamed, model, new PredictionOptions { Renames = [FeatureRename.Parse("TEMP_A=A")] })).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'T'", Assert.Throws<OceanException>(() => TablePrediction.Predict(renamed, model, new PredictionOptions { Renames = [FeatureRename.Parse("T=a")] })).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => FeatureRename.Parse("Rrs_*=x")).Code);
        Assert.Equal("Rrs_412", FeatureRename.Parse("Rrs_*=pace_Rrs_*").ColumnOf("pace_Rrs_412"));
    }

    [Theory]
    [InlineData("temperature", "TEMP", "temperature")]
    [InlineData("chlorophyll", "depth", "CHLA")]
    [InlineData("pace_Rrs_412", "Rrs_443", "Rrs_412")]
    [InlineData("sea_surface_height", "time", "Sea Surface Height")]
    public void Names_alike_are_those_of_the_same_variable_or_the_same_word(string feature, string other, string like)
    {
        var vocabulary = OceanML.Formats.Vocabularies.VocabularyFile.Load();
        Assert.Equal(like, FeatureNames.Alike(feature, [other, like], vocabulary).First());
    }

    [Fact]
    public void A_value_flagged_bad_is_not_used_unless_asked()
    {
        string?[] flags = ["1", "4", "3", "0", "2", null, "9", "x", .. Enumerable.Repeat("1", 42)];
        var table = Features(50).With(new TextColumn("a_qc", flags, new ColumnMetadata(FlagScheme: "argo")));
        var predicted = Predict(table);
        Assert.Equal([1, 2, 6, 7], Enumerable.Range(0, 50).Where(predicted.Table["chlorophyll"].IsMissing));
        Assert.Equal(new Dictionary<string, int> { ["the feature a is flagged bad"] = 4 }, predicted.Rejected);
        Assert.Contains(predicted.Warnings, warning => warning.Contains("1 values of 'a' have passed no quality control", StringComparison.Ordinal));
        Assert.Equal(50, TablePrediction.Predict(table, new GraphRunner(Model()), new PredictionOptions { UseFlagged = true }).Predicted);

        // The same flags as numbers, of a scheme where 2 is the good one and 4 the bad.
        var woce = Features(50).With(new NumberColumn("a_qc", [2, 4, 3, 1, .. Enumerable.Repeat(2.0, 46)], new ColumnMetadata(FlagScheme: "woce")));
        Assert.Equal([1, 2], Enumerable.Range(0, 50).Where(Predict(woce).Table["chlorophyll"].IsMissing));
    }

    [Fact]
    public void A_model_of_another_program_is_refused_in_words()
    {
        var builder = new GraphBuilder("foreign");
        builder.Output("y", builder.Relu(builder.Input("x", 2)), 2);
        var failure = Assert.Throws<OceanException>(() => TablePrediction.Predict(Features(5), new GraphRunner(builder.Build(), "foreign.onnx"), new PredictionOptions()));
        Assert.Contains("does not say what its columns are", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mg m-3", "mg/m^3", false)]
    [InlineData("mg m-3", "mg m**-3", false)]
    [InlineData("degree_Celsius", "degC", false)]
    [InlineData("umol/kg", "µmol kg-1", false)]
    [InlineData("1", "PSU", false)]
    [InlineData("mg m-3", null, false)]
    [InlineData("mg m-3", "ug m-3", true)]
    [InlineData("degC", "K", true)]
    [InlineData("umol/kg", "umol/l", true)]
    public void Spellings_of_a_unit_are_one_unit(string a, string? b, bool differ)
    {
        Assert.Equal(differ, UnitText.Differ(a, b));
        Assert.Equal(differ, UnitText.Differ(b, a));
    }

    private static PredictedTable Predict(Table table, bool ignoreUnits = false) => TablePrediction.Predict(
        table,
        new GraphRunner(Model(), "model.onnx"),
        new PredictionOptions { Model = "model.onnx", Keep = [.. IdentifyingColumns.Of(table)], IgnoreUnits = ignoreUnits, Threads = 2 });

    private static Graph Model()
    {
        var training = Graphs.Normal(400 * 2, 77);
        var builder = new GraphBuilder("planted");
        var x = builder.Input(ModelSignature.Input, 2);
        builder.Output(ModelSignature.Prediction, builder.MatMul(x, builder.Constant([2f, 1f], 2, 1)), 1);
        builder.Output(ModelSignature.Sigma, builder.Add(builder.MatMul(x, builder.Constant([0f, 0f], 2, 1)), builder.Constant(0.5f)), 1);
        builder.Output(ModelSignature.ApplicabilityIndex, Applicability.Fit(training, 2).AddTo(builder, x), 1);
        new ModelSignature([new ModelVariable("a", "degree_Celsius"), new ModelVariable("b")], [new ModelVariable("chlorophyll", "mg m-3", LongName: "Chlorophyll a")]).AddTo(builder);
        return builder.Build();
    }

    private static Table Features(int rows)
    {
        var values = Graphs.Normal(rows * 2, 5);
        return new Table(
        [
            new TextColumn("profile", [.. Enumerable.Range(0, rows).Select(i => $"p{i}")]),
            new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(i => i * Timestamp.PerDay)]),
            new NumberColumn("a", [.. Enumerable.Range(0, rows).Select(i => (double)values[2 * i])], new ColumnMetadata("degC")),
            new NumberColumn("b", [.. Enumerable.Range(0, rows).Select(i => (double)values[(2 * i) + 1])]),
        ]);
    }
}
