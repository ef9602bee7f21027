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
    /// <param name="subsets">Parts of the rows to summarise by themselves; null for all rows alone.</param>
    public static IReadOnlyList<Attributions> Of(Forest forest, float[] rows, IReadOnlyList<ExplainedOutput> outputs, Background? background, int threads, RowSubsets? subsets = null)
    {
        var features = forest.FeatureCount;
        var count = rows.Length / features;
        int[] every = [.. Enumerable.Range(0, count)];
        int[] against = background is null ? [] : [.. Enumerable.Range(0, background.Count)];
        var values = forest.Predict(rows, every);
        var relevance = outputs.Select(_ => new float[count * features]).ToArray();
        var (own, bases) = (outputs.Select(_ => new double[count]).ToArray(), outputs.Select(_ => new double[count]).ToArray());
        for (var o = 0; o < forest.OutputCount; o++)
        {
            int[] wanted = [.. every.Where(row => outputs.Any(output => output.Index[row] == o))];
            if (wanted.Length == 0) continue;
            var shapley = background is null
                ? TreeShap.PathDependent(forest, o, rows, wanted, threads)
                : TreeShap.Interventional(forest, o, rows, wanted, background.Rows, against, threads);
            for (var q = 0; q < outputs.Count; q++)
            {
                for (var w = 0; w < wanted.Length; w++)
                {
                    var row = wanted[w];
                    if (outputs[q].Index[row] != o) continue;
                    (own[q][row], bases[q][row]) = (values[(row * forest.OutputCount) + o], shapley.Base);
                    for (var i = 0; i < features; i++) relevance[q][(row * features) + i] = (float)shapley.Values[(w * features) + i];
                }
            }
        }

        return [.. outputs.Select((output, q) => Attributions.OfOne(output, features, relevance[q], own[q], bases[q], subsets))];
    }
}
