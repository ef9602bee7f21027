namespace OceanML.Validation;

/// <summary>Ensembles: several equally likely values per row.</summary>
/// <param name="members">Values of each member, [members][rows].</param>
public sealed class EnsemblePredictions(double[][] members) : PredictiveSet
{
    /// <inheritdoc/>
    public override int Count => members[0].Length;

    /// <inheritdoc/>
    public override string Kind => "ensemble";

    /// <inheritdoc/>
    public override bool IsKnown(int row) => Array.TrueForAll(members, member => double.IsFinite(member[row]));

    /// <summary>
    /// mean |x_j - y| - sum |x_j - x_k| / (2 m²): the score of the ensemble's step function (Gneiting and Raftery 2007,
    /// doi:10.1198/016214506000001437, equation 21).
    /// </summary>
    public override double Crps(int row, double observed)
    {
        var sorted = Sorted(row);
        double error = 0, pairs = 0;
        for (var j = 0; j < sorted.Length; j++)
        {
            error += Math.Abs(sorted[j] - observed);
            pairs += ((2.0 * j) - sorted.Length + 1) * sorted[j];
        }

        return (error / sorted.Length) - (pairs / ((double)sorted.Length * sorted.Length));
    }

    /// <summary>(rank + 1/2) / (m + 1), with the rank of the observation among the members; ties count half.</summary>
    public override double Pit(int row, double observed)
    {
        var rank = 0.0;
        foreach (var member in members) rank += member[row] < observed ? 1 : member[row].Equals(observed) ? 0.5 : 0;
        return (rank + 0.5) / (members.Length + 1);
    }

    /// <summary>Linear between members, which stand at (j - 1/2) / m (Hazen); NaN beyond the first and last of them.</summary>
    public override double Quantile(int row, double level)
    {
        var sorted = Sorted(row);
        var position = (level * sorted.Length) - 0.5;
        if (position < -1e-9 || position > sorted.Length - 1 + 1e-9) return double.NaN;
        position = Math.Clamp(position, 0, sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    /// <inheritdoc/>
    public override double Spread(int row)
    {
        var mean = members.Sum(member => member[row]) / members.Length;
        var squares = members.Sum(member => (member[row] - mean) * (member[row] - mean));
        return Math.Sqrt(squares / Math.Max(1, members.Length - 1));
    }

    /// <inheritdoc/>
    public override PredictiveSet Take(IReadOnlyList<int> rows) => new EnsemblePredictions([.. members.Select(member => rows.Select(row => member[row]).ToArray())]);

    private double[] Sorted(int row)
    {
        var sorted = new double[members.Length];
        for (var j = 0; j < sorted.Length; j++) sorted[j] = members[j][row];
        Array.Sort(sorted);
        return sorted;
    }
}
