using OceanML.Core;
using OceanML.Formats.Models;

namespace OceanML.Learning.Tests;

public sealed class ForeignModelTests
{
    [Fact]
    public void Scaling_and_logarithms_outside_the_file_go_into_the_model()
    {
        var description = Read("""
            title: made elsewhere
            features:
              - {name: chlorophyll, unit: mg m-3, log10: true, mean: -1, scale: 0.5, low: 0.01, high: 10}
              - {name: temperature, unit: degree_Celsius, mean: 15, scale: 5}
            targets:
              - {name: poc, unit: mg m-3, log10: true, mean: 2, scale: 0.25}
              - {name: depth, unit: m, scale: 100}
            training_start: 1997-09-01
            training_end: 2020-12-31
            """);

        // Two members: z0 + z1 and 3 z0 - z1 for the first target, z1 for the second.
        var graph = ForeignModel.Combine([(Linear([1, 0, 1, 1], 2, 2), "a.onnx"), (Linear([3, 0, -1, 1], 2, 2), "b.onnx")], description);
        var outputs = ForeignModel.Checked(graph, "a.onnx", description).Run([0.1f, 20f, 1f, 10f]);
        foreach (var (row, chlorophyll, temperature) in new[] { (0, 0.1, 20.0), (1, 1.0, 10.0) })
        {
            var (z0, z1) = ((Math.Log10(chlorophyll) + 1) / 0.5, (temperature - 15) / 5);
            var (first, second) = (z0 + z1, (3 * z0) - z1);
            var prediction = Math.Pow(10, (0.25 * (first + second) / 2) + 2);
            Assert.Equal(prediction, outputs[ModelSignature.Prediction].Floats[2 * row], prediction * 1e-5);
            Assert.Equal(100 * z1, outputs[ModelSignature.Prediction].Floats[(2 * row) + 1], 1e-3);

            // The spread of two members is half their distance; ln(10) times the prediction makes it one of the unit.
            Assert.Equal(Math.Log(10) * prediction * 0.25 * Math.Abs(first - second) / 2, outputs[ModelSignature.Sigma].Floats[2 * row], prediction * 1e-4);
            Assert.Equal(0, outputs[ModelSignature.SigmaModel].Floats[(2 * row) + 1], 1e-4);
        }

        Assert.Equal("1997-09-01", graph.Metadata[TrainingPeriod.StartKey]);
        var table = new Table([new TimeColumn("time", [Timestamp.Parse("2024-01-01")]), new NumberColumn("chlorophyll", [12.0]), new NumberColumn("temperature", [15.0])]);
        Assert.Equal("chlorophyll above training range; 3 years after training", TablePrediction.Predict(table, new GraphRunner(graph), new PredictionOptions()).Table.Texts(PredictionLayout.Reason)[0]);
    }

    [Fact]
    public void Several_inputs_are_filled_from_the_features_that_name_them()
    {
        var builder = new GraphBuilder("two");
        var (sst, wind) = (builder.Input("sst", 1), builder.Input("wind", 1));
        builder.Output("y", builder.Sub(sst, wind), 1);
        var description = Read("features: [{name: w, input: wind}, {name: t, input: sst}]\ntargets: [flux]");
        Assert.Equal(-2, new GraphRunner(ForeignModel.Combine([(builder.Build(), "two.onnx")], description)).Run([5f, 3f])[ModelSignature.Prediction].Floats[0]);
        Assert.Contains("must give the feature 'w' its 'input'", Refused("features: [w, t]\ntargets: [flux]", builder.Build()), StringComparison.Ordinal);
        Assert.Contains("no input 'sea'", Refused("features: [{name: w, input: sea}, {name: t, input: sst}]\ntargets: [flux]", builder.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var model = Linear([1, 1], 2, 1);
        Assert.Contains("takes 2 values per row and the description names 3", Refused("features: [a, b, c]\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("has 1 columns and the description names 2", Refused("features: [a, b]\ntargets: [y, z]", model), StringComparison.Ordinal);
        Assert.Contains("no output 'p'", Refused("features: [a, b]\ntargets: [y]\noutput: p", model), StringComparison.Ordinal);
        Assert.Contains("'classes' must name the classes", Refused("kind: classification\nfeatures: [a, b]", model), StringComparison.Ordinal);
        Assert.Contains("no key 'feature'", Refused("feature: [a, b]\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("cannot be 0", Refused("features: [{name: a, scale: 0}, b]\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("'a' is there twice", Refused("features: [a, a]\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("not a number", Refused("features: [{name: a, mean: x}, b]\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("not well-formed YAML", Refused("features: [a, b\ntargets: [y]", model), StringComparison.Ordinal);
        Assert.Contains("not well-formed YAML at line 2", Refused("features: [a, b]\ntargets: ]y", model), StringComparison.Ordinal);
        Assert.Contains("not a time", Refused("features: [a, b]\ntargets: [y]\ntraining_end: yesterday", model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_mixes_rows_is_refused()
    {
        var builder = new GraphBuilder("batch");
        var x = builder.Input("x", 2);
        builder.Output("y", builder.Columns(builder.Sub(x, builder.ReduceMean(x, 0)), 0, 1), 1);
        var description = Read("features: [{name: a, scale: 2}, b]\ntargets: [y]");
        var failure = Assert.Throws<OceanException>(() => ForeignModel.Checked(ForeignModel.Combine([(builder.Build(), "batch.onnx")], description), "batch.onnx", description));
        Assert.Contains("alone than among other rows", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_to_complete_says_what_the_file_says_and_is_itself_a_description()
    {
        var builder = new GraphBuilder("classes");
        builder.Output("probabilities", builder.Softmax(builder.Dense(builder.Input("spectrum", 3), new float[12], new float[4], 3, 4)), 4);
        var form = ModelDescriptionTemplate.Of(builder.Build(), "types.onnx");
        Assert.Contains("# input 'spectrum': [rows, 3]", form, StringComparison.Ordinal);
        var description = Read(form);
        Assert.Equal((ModelKind.Classification, 3, 4), (description.Kind, description.Features.Count, description.Classes.Count));
        var outputs = new GraphRunner(ForeignModel.Combine([(builder.Build(), "types.onnx")], description)).Run([1f, 2f, 3f]);
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], outputs[ModelSignature.Probability].Floats);
        Assert.Equal(Math.Log(4), outputs[ModelSignature.Entropy].Floats[0], 1e-6);
        Assert.Equal(ModelKind.Regression, Read(ModelDescriptionTemplate.Of(Linear([1, 1], 2, 1), "linear.onnx")).Kind);
    }

    private static string Refused(string yaml, Graph graph) =>
        Assert.Throws<OceanException>(() => ForeignModel.Combine([(graph, "model.onnx")], Read(yaml))).Message;

    private static ModelDescription Read(string yaml) => ModelDescriptionFile.Parse(new StringReader(yaml), "model.yaml");

    private static Graph Linear(float[] weights, int inputs, int outputs)
    {
        var builder = new GraphBuilder("linear");
        builder.Output("y", builder.Dense(builder.Input("x", inputs), weights, new float[outputs], inputs, outputs), outputs);
        return builder.Build();
    }
}
