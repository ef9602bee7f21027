namespace OceanML.Learning;

/// <summary>A method that looks into the layers of networks; it explains every member by itself, up to 128 rows at a time.</summary>
public abstract class NetworkExplainer : RowExplainer
{
    private protected NetworkExplainer(ExplainedNetworks model)
        : base(model.FeatureCount, model.OutputCount, model.Networks.Count) => Model = model;

    /// <inheritdoc/>
    public override int BlockRows => ExplainedNetworks.ChunkRows;

    private protected ExplainedNetworks Model { get; }

    private protected InputMap Map => Model.Map;

    /// <summary>Sets the gradient, or the relevance, of the outputs: one number in the explained output of each row, zero elsewhere.</summary>
    private protected void Seed(NetworkWorkspace workspace, int member, ReadOnlySpan<int> outputs, bool asRelevance)
    {
        var shape = Model.Networks[member].Output;
        var target = workspace.OutputGradient[..shape.Size(outputs.Length)];
        target.Clear();
        for (var row = 0; row < outputs.Length; row++)
        {
            var at = (row * shape.PaddedWidth) + Model.Columns[outputs[row]];
            target[at] = asRelevance ? workspace.Output[at] : 1;
        }
    }
}
