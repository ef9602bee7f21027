using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Learns an <see cref="Applicability"/> from training features.</summary>
internal static class ApplicabilityFit
{
    private const int MinimumRows = 10;
    private const int MaximumRows = 20_000;
    private const int RowsPerPrototype = 8;

    private static readonly double[] Levels = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 1];

    public static Applicability Fit(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<int> groups, int seed)
    {
        var (kept, fold) = Complete(features, featureCount, groups);
        var rows = fold.Length;
        if (rows < MinimumRows) throw OceanException.BadInput($"the training domain needs {MinimumRows} complete rows, there are {rows}");
        var space = FeatureSpace.Fit(kept, featureCount);
        var scores = new float[rows * space.Rank];
        var residuals = new double[rows];
        for (var row = 0; row < rows; row++)
            residuals[row] = space.Project(kept.AsSpan(row * featureCount, featureCount), scores.AsSpan(row * space.Rank, space.Rank));

        var distances = new double[rows];
        for (var side = 0; side < 2; side++)
        {
            var others = Prototypes.Of(Part(scores, space.Rank, fold, 1 - side), space.Rank, Count(rows / 2), seed + side);
            for (var row = 0; row < rows; row++)
            {
                if (fold[row] != side) continue;
                distances[row] = Math.Sqrt(Prototypes.Nearest(others, space.Rank, scores.AsSpan(row * space.Rank, space.Rank)).SquaredDistance + residuals[row]);
            }
        }

        Array.Sort(distances);
        var (knots, indices) = (new float[Levels.Length], new float[Levels.Length]);
        for (var i = 0; i < Levels.Length; i++)
        {
            var position = Levels[i] * (rows - 1);
            var low = (int)position;
            var value = distances[low] + (position - low) * (distances[Math.Min(low + 1, rows - 1)] - distances[low]);

            // Steps of a thousandth at least: a vertical step would turn rounding into a different verdict.
            knots[i] = i == 0 ? (float)value : Math.Max((float)value, knots[i - 1] + 1e-3f * Math.Max(1, knots[i - 1]));
            indices[i] = (float)(1 - Levels[i]);
        }

        return new Applicability(space, Prototypes.Of(scores, space.Rank, Count(rows), seed), knots, indices);
    }

    /// <summary>The features with the mean of the column where one is missing.</summary>
    public static float[] Filled(ReadOnlySpan<float> features, int featureCount)
    {
        var filled = features.ToArray();
        for (var feature = 0; feature < featureCount; feature++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = feature; i < filled.Length; i += featureCount)
            {
                if (float.IsFinite(filled[i])) (sum, count) = (sum + filled[i], count + 1);
            }

            var mean = count > 0 ? (float)(sum / count) : 0;
            for (var i = feature; i < filled.Length; i += featureCount)
            {
                if (float.IsNaN(filled[i])) filled[i] = mean;
            }
        }

        return filled;
    }

    private static int Count(int rows) => Math.Clamp(rows / RowsPerPrototype, 1, Applicability.MaximumPrototypes);

    /// <summary>Complete rows, thinned evenly where there are very many, and the half (0 or 1) each belongs to; a group is never split.</summary>
    private static (float[] Features, int[] Fold) Complete(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<int> groups)
    {
        var rows = features.Length / featureCount;
        var complete = new List<int>(rows);
        for (var row = 0; row < rows; row++)
        {
            var finite = true;
            foreach (var value in features.Slice(row * featureCount, featureCount)) finite &= float.IsFinite(value);
            if (finite) complete.Add(row);
        }

        var step = Math.Max(1, (complete.Count + MaximumRows - 1) / MaximumRows);
        var count = (complete.Count + step - 1) / step;
        var (kept, fold) = (new float[count * featureCount], new int[count]);
        var halves = new Dictionary<int, int>();
        Span<int> sizes = [0, 0];
        for (var i = 0; i < count; i++)
        {
            var row = complete[i * step];
            features.Slice(row * featureCount, featureCount).CopyTo(kept.AsSpan(i * featureCount));
            var group = groups.IsEmpty ? row : groups[row];
            if (!halves.TryGetValue(group, out var half)) halves[group] = half = sizes[0] <= sizes[1] ? 0 : 1;
            fold[i] = half;
            sizes[half]++;
        }

        // One group alone cannot be held out: its rows are then their own groups.
        if (halves.Count < 2)
        {
            for (var i = 0; i < count; i++) fold[i] = i % 2;
        }

        return (kept, fold);
    }

    private static float[] Part(float[] scores, int rank, int[] fold, int side)
    {
        var part = new List<float>(scores.Length / 2);
        for (var row = 0; row < fold.Length; row++)
        {
            if (fold[row] == side) part.AddRange(scores.AsSpan(row * rank, rank));
        }

        return [.. part];
    }
}
