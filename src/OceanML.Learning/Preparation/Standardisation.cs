using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Mean and spread of features over some rows: (x - mean) · scale has mean 0 and standard deviation 1 there.</summary>
public sealed class Standardisation
{
    private Standardisation(int features) => (Mean, Scale) = (new float[features], new float[features]);

    /// <summary>Number of features.</summary>
    public int Count => Mean.Length;

    /// <summary>Mean of each feature.</summary>
    public float[] Mean { get; }

    /// <summary>One over the standard deviation of each feature; 0 for a feature that does not vary.</summary>
    public float[] Scale { get; }

    /// <summary>Learns it; missing values (NaN) are left out.</summary>
    /// <param name="features">[rows, features].</param>
    /// <param name="count">Number of features.</param>
    /// <param name="rows">The rows to learn from.</param>
    public static Standardisation Fit(float[] features, int count, ReadOnlySpan<int> rows)
    {
        var made = new Standardisation(count);
        var (known, sums, squares) = (new int[count], new double[count], new double[count]);
        foreach (var row in rows)
        {
            for (var i = 0; i < count; i++)
            {
                var value = features[row * count + i];
                if (float.IsNaN(value)) continue;
                known[i]++;
                sums[i] += value;
            }
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < count; i++)
            {
                var difference = features[row * count + i] - sums[i] / known[i];
                if (!double.IsNaN(difference)) squares[i] += difference * difference;
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (known[i] == 0) continue;
            made.Mean[i] = (float)(sums[i] / known[i]);
            var deviation = Math.Sqrt(squares[i] / known[i]);

            // A feature that does not vary in these rows (it may in others) carries nothing: it is held at zero.
            made.Scale[i] = deviation > 1e-6 * Math.Max(Math.Abs(made.Mean[i]), 1e-30) ? (float)(1 / deviation) : 0;
        }

        return made;
    }

    /// <summary>Reads what <see cref="AddTo"/> wrote; null where the graph has none of that name.</summary>
    public static Standardisation? Of(Graph graph, string name)
    {
        if (graph.FindTensor($"{name}_mean") is not { } mean || graph.FindTensor($"{name}_scale") is not { } scale || mean.Length != scale.Length) return null;
        var made = new Standardisation(mean.Length);
        mean.Floats.CopyTo(made.Mean, 0);
        scale.Floats.CopyTo(made.Scale, 0);
        return made;
    }

    /// <summary>Standardises a row of features; NaN stays NaN.</summary>
    public void Apply(ReadOnlySpan<float> features, Span<float> standardised)
    {
        for (var i = 0; i < Mean.Length; i++) standardised[i] = (features[i] - Mean[i]) * Scale[i];
    }

    /// <summary>Standardises rows of features, [rows, features]; a missing value takes the mean, 0, where asked.</summary>
    public float[] Apply(float[] features, bool fill = false)
    {
        var standardised = new float[features.Length];
        for (var at = 0; at < features.Length; at += Count) Apply(features.AsSpan(at, Count), standardised.AsSpan(at));
        if (fill)
        {
            for (var i = 0; i < standardised.Length; i++)
            {
                if (float.IsNaN(standardised[i])) standardised[i] = 0;
            }
        }

        return standardised;
    }

    /// <summary>Adds it to a graph.</summary>
    /// <param name="builder">The graph under construction.</param>
    /// <param name="features">[rows, features].</param>
    /// <param name="name">What the names of its tensors begin with: <c>name_mean</c>, <c>name_scale</c>.</param>
    /// <param name="fill">Whether a missing value takes the mean, 0.</param>
    public GraphSignal AddTo(GraphBuilder builder, GraphSignal features, string name, bool fill = false)
    {
        var mean = builder.Constant($"{name}_mean", Mean, 1, Count);
        var known = fill ? builder.Node("Where", [builder.Node("IsNaN", [features]), mean, features]) : features;
        return builder.Mul(builder.Sub(known, mean), builder.Constant($"{name}_scale", Scale, 1, Count));
    }
}
