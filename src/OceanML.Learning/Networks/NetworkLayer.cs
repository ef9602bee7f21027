namespace OceanML.Learning;

/// <summary>Where the numbers of one layer lie in the flat parameters of a <see cref="Network"/>.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="WeightOffset">Where the weights [<see cref="PaddedInputs"/>, <see cref="PaddedOutputs"/>] start, row by row.</param>
/// <param name="BiasOffset">Where the biases [<see cref="PaddedOutputs"/>] start.</param>
public readonly record struct NetworkLayer(int Inputs, int Outputs, int WeightOffset, int BiasOffset)
{
    /// <summary>Inputs rounded up to a whole number of vectors; what is beyond <see cref="Inputs"/> stays zero.</summary>
    public int PaddedInputs => NetworkShape.Pad(Inputs);

    /// <summary>Outputs rounded up to a whole number of vectors; what is beyond <see cref="Outputs"/> stays zero.</summary>
    public int PaddedOutputs => NetworkShape.Pad(Outputs);

    /// <summary>Number of weights, padding included.</summary>
    public int WeightCount => PaddedInputs * PaddedOutputs;
}
