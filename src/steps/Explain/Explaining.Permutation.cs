using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <content>Permutation importance: over all rows, and within each subset.</content>
internal sealed partial class Explaining
{
    private Explained Permutation(ExplainedModelFile file, ExplainableModel model, Table table, int[] rows, float[] features, IReadOnlyList<FeatureGroup> groups, string space)
    {
        var repeats = run.Value(options.Repeats);
        FeatureGroup[] singles = [.. model.Features.Select((name, i) => new FeatureGroup(name, [i], ""))];
        var together = groups.Where(group => group.Members.Length > 1).ToList();
        var asked = model.IsClassification ? [0] : Asked(model).ToList();
        var parts = new List<ExplainedPart>();
        var subsets = Subsets(table, rows);
        using (var progress = run.Progress("shuffling", (long)(singles.Length + together.Count) * repeats * asked.Count * subsets.All.Count))
        {
            foreach (var output in asked)
            {
                var (truth, measured) = ExplainTruth.Of(model, table, rows, features, output, run.Threads);
                var name = model.IsClassification ? model.Signature.Targets[0].Name : model.Outputs[output];
                if (!measured) run.Warn($"{table.Label} has no measured values of '{name}': the predictions themselves are taken as the truth, so importance says how much they use a feature, not whether they are right to");
                var loss = model.IsClassification ? PredictionLoss.LogLoss : PredictionLoss.RootMeanSquare;
                var (single, grouped) = (new List<FeatureImportance>(), new List<FeatureImportance>());
                for (var s = 0; s < subsets.All.Count; s++)
                {
                    // Shuffled within the subset: rows of another region or season would be values that do not occur there.
                    int[] within = [.. subsets.RowsOf(s).Where(row => !double.IsNaN(truth[row]))];
                    var subset = subsets.All[s] with { Count = within.Length };
                    if (within.Length < 2)
                    {
                        run.Warn($"{subset.By} {subset.Value}: {within.Length} rows with a value of '{name}' cannot be shuffled; it is left out");
                        progress.Advance((singles.Length + together.Count) * repeats);
                        continue;
                    }

                    var found = PermutationImportance.Of(
                        model.Function, Take(rows, features, within).Features, [.. within.Select(row => truth[row])], output, loss, [.. singles, .. together], repeats, run.Seed, run.Threads, done => progress.Advance(done));
                    if (s == 0) run.Result($"loss {name}", found[0].Whole);
                    single.AddRange(ImportanceSummary.OfPermutations([.. found.Take(singles.Length)], subset, run.Value(options.Interval)));
                    grouped.AddRange(ImportanceSummary.OfPermutations([.. found.Skip(singles.Length)], subset, run.Value(options.Interval)));
                }

                if (single.Count == 0) throw OceanException.NothingSelected($"{table.Label} has fewer than two rows with a value of '{name}'");
                parts.Add(new ExplainedPart(name, model.IsClassification ? "nats" : model.Unit(output), [.. single, .. grouped], [.. grouped]));
            }
        }

        var effects = Effects(model, model.Function, false, features, null, parts[0]);
        return new Explained(model, file.Name, ExplainMethod.Permutation, $"{repeats} shuffles, {(model.IsClassification ? "log loss" : "root mean square error")}", space, table, rows, features, null, "", parts, [], groups, effects, null);
    }
}
