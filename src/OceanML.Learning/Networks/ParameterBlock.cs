namespace OceanML.Learning;

/// <summary>A matrix of parameters of a layer.</summary>
/// <param name="Name">What it is within its layer, e.g. <c>weight</c> or <c>bias</c>.</param>
/// <param name="Rows">Its rows; 1 for a bias.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="PaddedRows">Rows in memory; those beyond <paramref name="Rows"/> stay zero.</param>
/// <param name="PaddedColumns">Columns in memory; those beyond <paramref name="Columns"/> stay zero.</param>
/// <param name="Decays">Whether weight decay draws it to zero: weights do, biases and scales do not.</param>
/// <param name="Trained">Whether the optimiser moves it; running statistics are kept by their layer.</param>
public readonly record struct ParameterBlock(string Name, int Rows, int Columns, int PaddedRows, int PaddedColumns, bool Decays = false, bool Trained = true)
{
    /// <summary>Numbers in memory, padding included.</summary>
    public int Size => PaddedRows * PaddedColumns;

    /// <summary>Numbers without padding.</summary>
    public int Count => Rows * Columns;

    /// <summary>A matrix of weights [inputs, outputs], both padded to whole vectors.</summary>
    public static ParameterBlock Weights(string name, int inputs, int outputs) => new(name, inputs, outputs, SignalShape.Pad(inputs), SignalShape.Pad(outputs), Decays: true);

    /// <summary>A row of numbers that do not decay, padded to whole vectors.</summary>
    public static ParameterBlock Row(string name, int columns, bool trained = true) => new(name, 1, columns, 1, SignalShape.Pad(columns), Trained: trained);

    /// <summary>The numbers without padding, row by row.</summary>
    public float[] Unpad(ReadOnlySpan<float> padded)
    {
        var values = new float[Count];
        for (var row = 0; row < Rows; row++) padded.Slice(row * PaddedColumns, Columns).CopyTo(values.AsSpan(row * Columns));
        return values;
    }

    /// <summary>Puts numbers without padding where they belong.</summary>
    public void Pad(ReadOnlySpan<float> values, Span<float> padded)
    {
        padded[..Size].Clear();
        for (var row = 0; row < Rows; row++) values.Slice(row * Columns, Columns).CopyTo(padded[(row * PaddedColumns)..]);
    }
}
