namespace OceanML.Learning;

/// <summary>What is explained of each row: one target, one class, or the class the model predicts there.</summary>
/// <param name="Name">Name of the target or class; <c>predicted class</c> where it differs from row to row.</param>
/// <param name="Index">The output of the model, per row.</param>
/// <param name="Unit">Unit of the relevances; null for a pure number.</param>
public sealed record ExplainedOutput(string Name, int[] Index, string? Unit = null)
{
    /// <summary>Whether it may be another output in each row: then relevances of different rows have no common sign.</summary>
    public bool Varies { get; init; }

    /// <summary>The same output in every row.</summary>
    public static ExplainedOutput Of(string name, int output, int rows, string? unit = null)
    {
        var index = new int[rows];
        Array.Fill(index, output);
        return new ExplainedOutput(name, index, unit);
    }

    /// <summary>In each row the output with the largest value; the first of equals.</summary>
    public static ExplainedOutput Largest(string name, double[] values, int outputs)
    {
        var index = new int[values.Length / outputs];
        for (var row = 0; row < index.Length; row++)
        {
            for (var o = 1; o < outputs; o++)
            {
                if (values[(row * outputs) + o] > values[(row * outputs) + index[row]]) index[row] = o;
            }
        }

        return new ExplainedOutput(name, index) { Varies = true };
    }
}
