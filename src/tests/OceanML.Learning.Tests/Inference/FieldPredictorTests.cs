using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

public sealed class FieldPredictorTests
{
    private static readonly int[] Bands = [413, 442, 490, 510, 555, 665];

    /// <summary>A model trained on the bands of the table of floats and PACE, applied to a PACE field: every pixel as if it were a row of a table.</summary>
    [Theory]
    [InlineData("data/ocean_colour/pace_oci/pace_l3_sample.nc")]
    [InlineData("data/ocean_colour/pace_oci/pace_l2_sample.nc")]
    public void A_pixel_of_PACE_is_predicted_as_the_same_row_of_a_table_is(string path)
    {
        var model = Trained();
        using var field = FieldFile.Open(SharedData.Path(path));
        var options = new PredictionOptions { Model = "tiny.onnx", Renames = [FeatureRename.Parse("Rrs_*=pace_Rrs_*"), FeatureRename.Parse("position_x=x_geo")], BandTolerance = 3, UseFlagged = true, Threads = 2 };
        var predictor = new FieldPredictor(field, model, options);
        var (rows, columns) = (field.Geometry.Rows, field.Geometry.Columns);

        // Blocks of any number of rows give the same pixels.
        var whole = predictor.Predict(0, 0, rows);
        var parts = new List<float>();
        for (var row = 0; row < rows; row += 7) parts.AddRange(new FieldPredictor(field, model, options).Predict(0, row, Math.Min(7, rows - row)).Numbers["CHLA_0_10"]);
        Assert.Equal(whole.Numbers["CHLA_0_10"], parts);

        var variable = field.Variables.First(candidate => candidate.Name == "Rrs");
        var table = new List<Column>
        {
            new TimeColumn("time", [.. Enumerable.Repeat(field.Times[0].Centre, rows * columns)]),
            new NumberColumn("x_geo", [.. Enumerable.Range(0, rows * columns).Select(i => Sphere.UnitVector(field.Geometry[i / columns, i % columns].Latitude, field.Geometry[i / columns, i % columns].Longitude).X)]),
        };
        foreach (var band in Bands)
        {
            var values = new double[rows * columns];
            var nearest = Enumerable.Range(0, variable.Bands).MinBy(i => Math.Abs(variable.Wavelengths[i] - band));
            field.Read("Rrs", new FieldWindow(0, nearest, 0, 0, rows, columns), values);
            table.Add(new NumberColumn($"pace_Rrs_{band}", values, new ColumnMetadata(variable.Unit)));
        }

        var expected = TablePrediction.Predict(new Table(table), model, new PredictionOptions { Model = "tiny.onnx" });
        Assert.Equal(expected.Predicted, predictor.Predicted);
        foreach (var (name, values) in whole.Numbers)
            Assert.Equal(expected.Table.Numbers(name), values.Select(value => float.IsFinite(value) ? value : double.NaN));
        var verdicts = expected.Table.Texts(PredictionLayout.Verdict);
        for (var i = 0; i < verdicts.Length; i++) Assert.Equal(verdicts[i] switch { null => -1, "inside" => 0, "edge" => 1, _ => 2 }, whole.Codes[PredictionLayout.Verdict][i]);
        Assert.Equal(predictor.Pixels, predictor.Predicted + predictor.Rejected.Values.Sum());
    }

    [Fact]
    public void Every_step_of_a_series_of_fields_has_its_own_season_and_its_own_distance_from_the_training_period()
    {
        using var field = FieldFile.Open(SharedData.Path("data/ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc"));
        var builder = new GraphBuilder("seasonal");
        var x = builder.Input(ModelSignature.Input, 3);
        builder.Output(ModelSignature.Prediction, builder.MatMul(x, builder.Constant([1f, 10f, 100f], 3, 1)), 1);
        new ModelSignature([new ModelVariable("chlor_a", "ug L-1"), new ModelVariable("sin_day"), new ModelVariable("latitude")], [new ModelVariable("y", "1")]).AddTo(builder);
        builder.Metadata(TrainingPeriod.StartKey, "1999-01-01").Metadata(TrainingPeriod.EndKey, "2018-12-31");
        var predictor = new FieldPredictor(field, new GraphRunner(builder.Build()), new PredictionOptions());
        Assert.Equal(300, predictor.Steps);
        foreach (var step in new[] { 0, 7, 150, 299 })
        {
            var pixels = predictor.Predict(step, 0, field.Geometry.Rows);
            var chlorophyll = new double[pixels.Numbers["y"].Length];
            field.Read("chlor_a", new FieldWindow(step, 0, 0, 0, field.Geometry.Rows, field.Geometry.Columns), chlorophyll);
            var date = Timestamp.ToDateTime(field.Times[step].Centre);
            var sine = Math.Sin(2 * Math.PI * (date - new DateTime(date.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalDays / (DateTime.IsLeapYear(date.Year) ? 366 : 365));
            for (var i = 0; i < chlorophyll.Length; i++)
            {
                var latitude = field.Geometry[i / field.Geometry.Columns, 0].Latitude;
                if (double.IsNaN(chlorophyll[i])) Assert.True(float.IsNaN(pixels.Numbers["y"][i]));
                else Assert.Equal((float)chlorophyll[i] + (10 * sine) + (100 * latitude), pixels.Numbers["y"][i], 1e-3);
            }

            var bits = (DomainReasons)pixels.Codes[PredictionLayout.Reason].First(code => code >= 0);
            // 1998 lies within the grace of a year.
            Assert.Equal(date.Year < 1998 ? DomainReasons.BeforeTraining : date.Year > 2018 ? DomainReasons.AfterTraining : DomainReasons.None, bits);
        }
    }

    [Fact]
    public void Gradients_are_those_of_a_plane_in_metres_also_across_the_blocks_and_the_seam_of_the_globe()
    {
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-plane-{Environment.ProcessId}.nc");
        try
        {
            // ssh = sin(longitude) + latitude / 10, all round the globe, from north to south.
            Grid(path, "ssh", "m", (latitude, longitude) => Math.Sin(longitude * Math.PI / 180) + (latitude / 10));
            using var field = FieldFile.Open(path);
            var builder = new GraphBuilder("gradient");
            var x = builder.Input(ModelSignature.Input, 2);
            builder.Output(ModelSignature.Prediction, builder.Mul(x, builder.Constant(1f)), 2);
            new ModelSignature([new ModelVariable("ssh_dx", "1"), new ModelVariable("ssh_dy", "1")], [new ModelVariable("east", "1"), new ModelVariable("north", "1")]).AddTo(builder);
            var predictor = new FieldPredictor(field, new GraphRunner(builder.Build()), new PredictionOptions());
            var (east, north) = (new List<float>(), new List<float>());
            for (var row = 0; row < 17; row += 5)
            {
                var pixels = predictor.Predict(0, row, Math.Min(5, 17 - row));
                east.AddRange(pixels.Numbers["east"]);
                north.AddRange(pixels.Numbers["north"]);
            }

            const double perDegree = 111_177.4765625;
            var grid = (FieldGeometry.Grid)field.Geometry;
            for (var row = 0; row < 17; row++)
            {
                for (var column = 0; column < 36; column++)
                {
                    var (longitude, metres) = (grid.Longitudes[column], 20 * perDegree * Math.Cos(grid.Latitudes[row] * Math.PI / 180));
                    var expected = (Math.Sin((longitude + 10) * Math.PI / 180) - Math.Sin((longitude - 10) * Math.PI / 180)) / metres;
                    Assert.Equal(expected, east[(row * 36) + column], 1e-12);
                    Assert.Equal(0.1 / perDegree, north[(row * 36) + column], 1e-12);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_field_without_a_band_is_refused_with_bands_alike_and_units_are_converted()
    {
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-units-{Environment.ProcessId}.nc");
        try
        {
            Grid(path, "sst", "kelvin", (latitude, _) => 290 - (latitude / 10));
            using var field = FieldFile.Open(path);
            var builder = new GraphBuilder("celsius");
            var x = builder.Input(ModelSignature.Input, 1);
            builder.Output(ModelSignature.Prediction, builder.Mul(x, builder.Constant(2f)), 1);
            new ModelSignature([new ModelVariable("sst", "degree_Celsius", Low: 0, High: 17)], [new ModelVariable("y", "1")]).AddTo(builder);
            var model = new GraphRunner(builder.Build());
            var predictor = new FieldPredictor(field, model, new PredictionOptions());
            var pixels = predictor.Predict(0, 0, 17);
            Assert.Equal(2 * (290 - 8 - 273.15), pixels.Numbers["y"][0], 1e-3);
            Assert.Contains("'sst' converted from kelvin to degree_Celsius (- 273.15)", predictor.Conversions);

            // Beyond 17 degrees from 0 southward.
            Assert.Equal([0, 1], new[] { 0, 10 * 36 }.Select(i => (int)pixels.Codes[PredictionLayout.Verdict][i]));
            Assert.Equal((sbyte)DomainReasons.FeatureAboveRange, pixels.Codes[PredictionLayout.Reason][10 * 36]);

            using var pace = FieldFile.Open(SharedData.Path("data/ocean_colour/pace_oci/pace_l3_sample.nc"));
            var failure = Assert.Throws<OceanException>(() => new FieldPredictor(pace, Trained(), new PredictionOptions { Model = "tiny.onnx" }));
            Assert.Contains("7 of the 7 features of tiny.onnx are absent: x_geo, pace_Rrs_413", failure.Message, StringComparison.Ordinal);
            Assert.Contains("'Rrs_442' is 'pace_Rrs_442'", failure.Message, StringComparison.Ordinal);
            failure = Assert.Throws<OceanException>(() => new FieldPredictor(pace, Trained("pace_Rrs_441"), new PredictionOptions { Renames = [FeatureRename.Parse("Rrs_*=pace_Rrs_*")], BandTolerance = 0.4 }));
            Assert.Contains("no variable 'Rrs_441'", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Grid(string path, string name, string unit, Func<double, double, double> value)
    {
        double[] latitudes = [.. Enumerable.Range(0, 17).Select(i => 80.0 - (10 * i))], longitudes = [.. Enumerable.Range(0, 36).Select(i => 10.0 * i)];
        using var writer = NetCdfWriter.Create(path);
        writer.Root.Dimension("lat", 17).Dimension("lon", 36);
        var north = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var east = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var variable = writer.Root.Variable(name, NetCdfType.Float64, "lat", "lon").Attribute("units", unit);
        north.Write(latitudes);
        east.Write(longitudes);
        variable.Write([.. latitudes.SelectMany(latitude => longitudes.Select(longitude => value(latitude, longitude)))]);
        writer.Close();
    }

    /// <summary>A small network of the float and PACE table; features x_geo and six bands, or one band alone.</summary>
    private static GraphRunner Trained(string? only = null)
    {
        var table = TableFile.Read(SharedData.Path("data/ocean_colour/pace_oci/bgc_argo_x_pace_rrs_chla_profiles.parquet"));
        string[] names = only is null ? ["x_geo", .. Bands.Select(band => $"pace_Rrs_{band}")] : [only];
        foreach (var name in names.Where(name => !table.Has(name)))
        {
            var near = table.Names.Where(candidate => candidate.StartsWith("pace_Rrs_", StringComparison.Ordinal)).MinBy(candidate => Math.Abs(int.Parse(candidate[9..]) - int.Parse(name[9..])))!;
            table = table.With(table[near].With(name));
        }

        var (data, report) = DatasetReader.Read(table, new DatasetOptions { Features = names, Targets = ["CHLA_0_10", "CHLA_10_20"], GroupColumn = "profile_id", GroupPattern = new Regex("^[^_]+"), Log10 = true });
        var plan = new TrainingPlan { Learner = new NetworkLearner(new NetworkOptions { Members = 2, Epochs = 3, Hidden = [8] }), Folds = 2 };
        var model = TrainedModel.Train(data, plan, 2);
        ModelVariable Variable(string name)
        {
            double[] known = [.. table.Numbers(name).Where(double.IsFinite)];
            return new ModelVariable(name, name.Contains("Rrs", StringComparison.Ordinal) ? "sr-1" : null, Low: known.Min(), High: known.Max());
        }

        var source = new ModelSource("table", report, [.. data.FeatureNames.Select(Variable)], [.. data.TargetNames.Select(name => new ModelVariable(name, "mg m-3"))], "profile_id", null, "2024-03-01T00:00:00Z", "2024-12-31T00:00:00Z", "0");
        return new GraphRunner(ModelFile.Graph(model, source), "tiny.onnx");
    }
}
