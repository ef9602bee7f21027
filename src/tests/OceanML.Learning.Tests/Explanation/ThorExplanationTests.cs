using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Models;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>The 50 trained networks of THOR (Sonnewald and Lguensat 2021, doi:10.1029/2021MS002496) explained: relevance of the logit before the softmax.</summary>
public sealed class ThorExplanationTests
{
    private const int Features = 8;

    [Fact]
    public void The_networks_are_read_back_from_their_graphs_and_give_its_probabilities()
    {
        var (model, rows) = Load();
        Assert.Equal(50, model.Networks!.Networks.Count);
        Assert.Equal(["dense", "activation", "dense", "activation", "dense", "activation", "dense", "activation", "dense"], model.Networks.Networks[0].Layers.Select(layer => layer.Kind));
        Assert.Equal(1590, model.Networks.Networks[7].FreeParameters);
        var (own, graph) = (model.Networks.MeanSoftmax().Of(rows), model.Function.Of(rows));
        for (var i = 0; i < own.Length; i++) Assert.Equal(graph[i], own[i], 2e-6);
    }

    [Fact]
    public void Relevance_sums_to_the_logit_less_the_share_of_the_biases()
    {
        var (model, rows) = Load();
        var output = ExplainedOutput.Largest("predicted class", model.Function.Of(rows), 6);
        var found = Attributions.Of(new LayerwiseRelevance(model.Networks!, new RelevanceRule(Epsilon: 1e-7f)), rows, [output], 0.9, 1)[0];

        // Without biases nothing is absorbed: the same networks with their biases taken away.
        var bare = Bare(model);
        var conserved = Attributions.Of(new LayerwiseRelevance(bare, new RelevanceRule(Epsilon: 1e-9f)), rows, [output], 0.9, 1)[0];
        for (var row = 0; row < conserved.RowCount; row++)
        {
            Assert.True(Math.Abs(conserved.Residual(row)) < 1e-3 * Math.Max(1, Math.Abs(conserved.Values[row])), $"row {row}: residual {conserved.Residual(row)} of {conserved.Values[row]}");
            Assert.Equal(0, conserved.Bases[row]);
        }

        Assert.Equal(model.Networks!.Mean().Of(rows)[output.Index[2] + 12], found.Values[2], 1e-5);
        Assert.True(found.HasSpread);
        var trusted = Enumerable.Range(0, found.RowCount).Sum(row => Enumerable.Range(0, Features).Count(i => found.IsTrusted(row, i)));
        Assert.InRange(trusted, 1, found.Mean.Length - 1);
    }

    [Fact]
    public void Integrated_gradients_are_complete_and_the_fast_Shapley_values_are_near_the_exact_ones()
    {
        var (model, _) = Load();
        var rows = Spread(model, 40, 5);
        var output = ExplainedOutput.Largest("predicted class", model.Function.Of(rows), 6);

        // These networks are steep: the way from the mean needs many points, and the residual tells when there are too few.
        double Residual(int points)
        {
            var integrated = Attributions.Of(new IntegratedGradients(model.Networks!, null, points), rows, [output], 0.9, 1)[0];
            return Explained.LargestResidual(integrated) / Enumerable.Range(0, integrated.RowCount).Max(row => Math.Abs(integrated.Values[row] - integrated.Bases[row]));
        }

        var (coarse, fine) = (Residual(32), Residual(300));
        Assert.True(fine < 2e-3 && coarse > 5 * fine, $"residual {coarse} with 32 points, {fine} with 300");

        var background = new Background(Spread(model, 24, 9), Features);
        var exact = Attributions.Of(new ExactShapley(model.Networks!.Mean(), background), rows[..(8 * Features)], [output with { Index = output.Index[..8] }], 0.9, 1)[0];
        var fast = Attributions.Of(new ExpectedGradients(model.Networks, background, 64, 1), rows[..(8 * Features)], [output with { Index = output.Index[..8] }], 0.9, 1)[0];
        Assert.True(Explained.LargestResidual(exact) < 1e-5);
        Assert.Equal(exact.Bases[0], fast.Bases[0], 1e-4);
        Assert.True(Explained.Difference(fast, exact) < 0.35, $"{Explained.Difference(fast, exact)}");
        var agree = Enumerable.Range(0, 8).Count(row => fast.Dominant(row) == exact.Dominant(row));
        Assert.True(agree >= 6, $"the dominant feature agrees in {agree} of 8 rows");
    }

    private static (ExplainableModel Model, float[] Rows) Load()
    {
        var folder = SharedData.Path("data/thor/ensemble_mlp");
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "keras.json")));
        string[] names = ["curlTau", "SSH20mean", "gradSSH_x", "gradSSH_y", "Bathm", "gradBathm_x", "gradBathm_y", "f"];
        var (mean, scale) = (vectors.RootElement.GetProperty("mean"), vectors.RootElement.GetProperty("scale"));
        var description = new ModelDescription(
            ModelKind.Classification,
            [.. names.Select((name, i) => new DescribedVariable(name) { Mean = mean[i].GetDouble(), Scale = scale[i].GetDouble() })],
            [new DescribedVariable("regime")]) { Classes = ["MD", "S-SV", "N-SV", "TR", "SO", "NL"] };
        float[] rows = [.. vectors.RootElement.GetProperty("features").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetSingle())];
        var members = ModelFiles.Find([folder]).Select(path => (Graph: ModelFiles.Read(path), Label: path)).ToList();
        var runner = new GraphRunner(ForeignModel.Combine(members, description), "ensemble");
        return (ExplainableModel.Of(runner, [.. members.Select(member => member.Graph)], description, rows), rows);
    }

    /// <summary>Rows that spread as the training data did: one standard deviation around the mean of each feature.</summary>
    private static float[] Spread(ExplainableModel model, int count, int seed)
    {
        var random = new RandomStream(seed);
        double[] scale = [1.46399667e-10, 0.707289355, 1.89893314e-07, 4.55081599e-07, 1444.75515, 4.87804804e-03, 4.64697134e-03, 9.54868121e-05];
        var rows = new float[count * Features];
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)(model.Networks!.Baseline[i % Features] + (scale[i % Features] * random.NextNormal()));
        return rows;
    }

    private static ExplainedNetworks Bare(ExplainableModel model)
    {
        double[] scale = [1.46399667e-10, 0.707289355, 1.89893314e-07, 4.55081599e-07, 1444.75515, 4.87804804e-03, 4.64697134e-03, 9.54868121e-05];
        var networks = model.Networks!.Networks.Select(network =>
        {
            var bare = new Network(network.Layers);
            network.Parameters.CopyTo(bare.Parameters, 0);
            foreach (var (_, offset, block) in bare.Blocks())
            {
                if (block.Name == "bias") Array.Clear(bare.Parameters, offset, block.Size);
            }

            return bare;
        });
        return new ExplainedNetworks(model.Networks.Baseline, [.. scale.Select(value => (float)(1 / value))], [.. networks], [0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1], new double[6]);
    }
}
