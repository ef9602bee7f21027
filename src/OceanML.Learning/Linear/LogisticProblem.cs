namespace OceanML.Learning;

/// <summary>
/// Penalised cross-entropy of classes by linear scores, made small by L-BFGS (Liu and Nocedal 1989, doi:10.1007/BF01589116) in 64 bits. Weights
/// are [classes, features + 1], the intercept last and without penalty.
/// </summary>
internal sealed class LogisticProblem(float[] standardised, int width, int[] own, int classes, double[] weightOfClass)
{
    private const int Memory = 10;
    private const int Steps = 500;
    private const double Tolerance = 1e-7;

    /// <summary>The shares of the classes, half a row added to each, and no features.</summary>
    public double[] Start(int[] rows)
    {
        var weights = new double[classes * (width + 1)];
        var counts = new double[classes];
        Array.Fill(counts, 0.5);
        foreach (var row in rows) counts[own[row]] += weightOfClass[own[row]];
        for (var k = 0; k < classes; k++) weights[k * (width + 1) + width] = Math.Log(counts[k] / counts.Sum());
        return weights;
    }

    /// <summary>Cross-entropy summed over rows, without class weights.</summary>
    public double Loss(int[] rows, double[] weights)
    {
        var (sum, scores) = (0.0, new double[classes]);
        foreach (var row in rows) sum -= Scores(row, weights, scores);
        return sum;
    }

    /// <summary>The weights that make the cross-entropy plus half the penalty on squared weights least.</summary>
    public double[] Solve(int[] rows, double penalty, double[] start, CancellationToken cancellation)
    {
        var x = (double[])start.Clone();
        var gradient = new double[x.Length];
        var value = Evaluate(rows, penalty, x, gradient);
        var (steps, changes) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < Steps && Largest(gradient) > Tolerance * Math.Max(1, rows.Length); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Direction(gradient, steps, changes);
            var slope = Distances.Dot(direction, gradient);
            if (slope >= 0)
            {
                steps.Clear();
                changes.Clear();
                direction = Array.ConvertAll(gradient, g => -g);
                slope = -Distances.Dot(gradient, gradient);
            }

            // Without curvature known yet, a step that moves scores by about one.
            var size = steps.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1;
            var (next, nextGradient, nextValue) = (new double[x.Length], new double[x.Length], 0.0);
            for (var halvings = 0; ; halvings++, size /= 2)
            {
                for (var i = 0; i < x.Length; i++) next[i] = x[i] + size * direction[i];
                nextValue = Evaluate(rows, penalty, next, nextGradient);
                if (nextValue <= value + 1e-4 * size * slope) break;
                if (halvings == 40) return x;
            }

            var (step, change) = (new double[x.Length], new double[x.Length]);
            for (var i = 0; i < x.Length; i++) (step[i], change[i]) = (next[i] - x[i], nextGradient[i] - gradient[i]);
            if (Distances.Dot(step, change) > 1e-12)
            {
                steps.Add(step);
                changes.Add(change);
                if (steps.Count > Memory)
                {
                    steps.RemoveAt(0);
                    changes.RemoveAt(0);
                }
            }

            (x, gradient, value) = (next, nextGradient, nextValue);
        }

        return x;
    }

    /// <summary>Scores of a row as probabilities; returns the logarithm of that of its own class.</summary>
    private double Scores(int row, double[] weights, double[] scores)
    {
        var features = standardised.AsSpan(row * width, width);
        var largest = double.NegativeInfinity;
        for (var k = 0; k < classes; k++)
        {
            var line = weights.AsSpan(k * (width + 1), width + 1);
            var score = line[width];
            for (var f = 0; f < features.Length; f++) score += line[f] * features[f];
            scores[k] = score;
            largest = Math.Max(largest, score);
        }

        var (mine, total) = (scores[own[row]] - largest, 0.0);
        for (var k = 0; k < classes; k++) total += scores[k] = Math.Exp(scores[k] - largest);
        for (var k = 0; k < classes; k++) scores[k] /= total;
        return mine - Math.Log(total);
    }

    private double Evaluate(int[] rows, double penalty, double[] weights, double[] gradient)
    {
        Array.Clear(gradient);
        var (value, scores) = (0.0, new double[classes]);
        foreach (var row in rows)
        {
            var weight = weightOfClass[own[row]];
            value -= weight * Scores(row, weights, scores);
            var features = standardised.AsSpan(row * width, width);
            for (var k = 0; k < classes; k++)
            {
                var slope = weight * (scores[k] - (k == own[row] ? 1 : 0));
                var line = gradient.AsSpan(k * (width + 1), width + 1);
                for (var f = 0; f < features.Length; f++) line[f] += slope * features[f];
                line[width] += slope;
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (i % (width + 1) == width) continue;
            value += penalty * weights[i] * weights[i] / 2;
            gradient[i] += penalty * weights[i];
        }

        return value;
    }

    private static double[] Direction(double[] gradient, List<double[]> steps, List<double[]> changes)
    {
        var direction = Array.ConvertAll(gradient, g => -g);
        var shares = new double[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            shares[i] = Distances.Dot(steps[i], direction) / Distances.Dot(steps[i], changes[i]);
            Distances.AddScaled(direction, changes[i], -shares[i]);
        }

        if (steps.Count > 0)
        {
            var scale = Distances.Dot(steps[^1], changes[^1]) / Distances.Dot(changes[^1], changes[^1]);
            for (var i = 0; i < direction.Length; i++) direction[i] *= scale;
        }

        for (var i = 0; i < steps.Count; i++)
            Distances.AddScaled(direction, steps[i], shares[i] - Distances.Dot(changes[i], direction) / Distances.Dot(steps[i], changes[i]));
        return direction;
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
