namespace OceanML.Learning;

/// <summary>The outputs of networks at the explained rows, and what relevances count from.</summary>
internal static class NetworkValues
{
    /// <summary>Fills both.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="inputs">Inputs before the bound, [rows, inputs].</param>
    /// <param name="outputs">Which output, [queries, rows].</param>
    /// <param name="shares">Receives values and bases.</param>
    /// <param name="start">The base of a member and output.</param>
    public static void Fill(ExplainedNetworks model, float[] inputs, int[] outputs, RowShares shares, Func<int, int, double> start)
    {
        var n = shares.Rows;
        for (var m = 0; m < model.Networks.Count; m++)
        {
            var workspace = model.Rent(m);
            model.Map.Place(inputs, n, workspace.Input);
            model.Networks[m].Forward(workspace, n);
            for (var q = 0; q < shares.Queries; q++)
            {
                for (var row = 0; row < n; row++)
                {
                    var (at, output) = (shares.At(m, q, row), outputs[(q * n) + row]);
                    shares.Values[at] = model.Value(workspace, m, row, output);
                    shares.Bases[at] = start(m, output);
                }
            }

            model.Return(m, workspace);
        }
    }
}
