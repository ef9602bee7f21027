using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

public sealed class StoredModelTests
{
    [Fact]
    public void A_model_file_is_read_back_into_the_networks_that_made_it()
    {
        var data = Planted.Data();
        var model = Planted.Train(data, new TrainingPlan { Learner = new NetworkLearner(new NetworkOptions { Members = 2, Hidden = [9, 5], Epochs = 2 }), Folds = 2 }, 1);
        var source = new ModelSource("planted.parquet", new DatasetReport { Rows = data.Count }, [.. data.FeatureNames.Select(name => new ModelVariable(name))],
            [.. data.TargetNames.Select(name => new ModelVariable(name, "mg m-3"))], null, null, null, null, "0.0.0");
        var stored = StoredModel.Of(OnnxFile.FromBytes(OnnxFile.ToBytes(ModelFile.Graph(model, source)), "model"), "model");
        var ensemble = (NetworkEnsemble)model.Model;
        Assert.Equal(2, stored.Networks.Count);
        for (var i = 0; i < 2; i++) Assert.Equal(ensemble.Networks[i].Parameters, stored.Networks[i].Parameters);
        var again = new NetworkEnsemble(stored.Inputs!, ensemble.Head, stored.Networks, ensemble.Members);
        int[] rows = [.. Enumerable.Range(0, 50)];
        var (one, other) = (model.Model.Predict(data.Features, rows), again.Predict(data.Features, rows));
        for (var i = 0; i < one.Mean.Length; i++) Assert.Equal(one.Mean[i], other.Mean[i], 1e-5);
    }

    [Fact]
    public void A_description_without_its_tensors_is_refused_by_name()
    {
        var data = Planted.Data();
        var model = Planted.Train(data, new TrainingPlan { Learner = new NetworkLearner(new NetworkOptions { Members = 1, Hidden = [4], Epochs = 1 }), Folds = 2 }, 1);
        var source = new ModelSource("planted.parquet", new DatasetReport { Rows = data.Count }, [.. data.FeatureNames.Select(name => new ModelVariable(name))],
            [.. data.TargetNames.Select(name => new ModelVariable(name))], null, null, null, null, "0.0.0");
        var graph = ModelFile.Graph(model, source);
        var broken = graph with { Tensors = [.. graph.Tensors.Where(tensor => tensor.Name != "member_0.0.bias")] };
        Assert.Contains("member_0.0.bias", Assert.Throws<OceanException>(() => StoredModel.Of(broken, "model.onnx")).Message, StringComparison.Ordinal);
    }
}
