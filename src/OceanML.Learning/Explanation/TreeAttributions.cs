namespace OceanML.Learning;

/// <summary>Shapley values of trees as <see cref="Attributions"/>.</summary>
public static class TreeAttributions
{
    /// <summary>Explains rows with <see cref="TreeShap"/>: against a background, or by the training rows that came through each node.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="rows">[rows, features].</param>
    /// <param name="outputs">What is explained.</param>
    /// <param name="background">The background; null for path-dependent values.</param>
    /// <param name="threads">Number of threads.</param>
    public static IReadOnlyList<Attributions> Of(Forest forest, float[] rows, IReadOnlyList<ExplainedOutput> outputs, Background? background, int threads)
    {
        var features = forest.FeatureCount;
        var count = rows.Length / features;
        int[] every = [.. Enumerable.Range(0, count)];
        int[] against = background is null ? [] : [.. Enumerable.Range(0, background.Count)];
        var values = forest.Predict(rows, every);
        var results = outputs.Select(output => new Attributions(output, features, 1, new float[count * features], [], [], [], new double[count], new double[count], new double[features])).ToList();
        for (var o = 0; o < forest.OutputCount; o++)
        {
            if (!outputs.Any(output => Array.IndexOf(output.Index, o) >= 0)) continue;
            int[] wanted = [.. every.Where(row => outputs.Any(output => output.Index[row] == o))];
            var shapley = background is null
                ? TreeShap.PathDependent(forest, o, rows, wanted, threads)
                : TreeShap.Interventional(forest, o, rows, wanted, background.Rows, against, threads);
            for (var q = 0; q < outputs.Count; q++)
            {
                for (var w = 0; w < wanted.Length; w++)
                {
                    var row = wanted[w];
                    if (outputs[q].Index[row] != o) continue;
                    (results[q].Values[row], results[q].Bases[row]) = (values[(row * forest.OutputCount) + o], shapley.Base);
                    for (var i = 0; i < features; i++)
                    {
                        var share = shapley.Values[(w * features) + i];
                        results[q].Mean[(row * features) + i] = (float)share;
                        results[q].MemberImportance[i] += Math.Abs(share) / count;
                    }
                }
            }
        }

        return results;
    }
}
