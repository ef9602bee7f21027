using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>What oceanml-validate was asked to compare, found in the table, or in two that are joined.</summary>
/// <param name="Table">The table with all columns.</param>
/// <param name="Numbers">Pairs of numbers.</param>
/// <param name="Classes">Pairs of classes, with the pattern of their probabilities or null in place of sigma.</param>
/// <param name="Distributions">What states the distribution of each estimate.</param>
internal sealed record ValidateColumns(Table Table, IReadOnlyList<PairChoice> Numbers, IReadOnlyList<PairChoice> Classes, IReadOnlyList<StatedDistribution> Distributions)
{
    private static readonly (double Level, string Ending)[] Interval = [(0.1, "_lower"), (0.9, "_upper")];

    /// <summary>Finds the columns.</summary>
    public static ValidateColumns Find(StepRun run, ValidateOptions options, Table table, TableReadOptions read)
    {
        var asked = Asked(run, options);
        var from = run.Value(options.From);
        var estimates = from is null ? table : TableFile.Read(run.Input(from), options: read);
        var key = Words.Listed(run.Value(options.Key));
        if (from is not null && key.Count == 0) throw OceanException.Usage("--estimates-from needs --key: the columns that identify a row in both tables");
        var asClasses = Words.Listed(run.Value(options.Further.Classes)).Count > 0;
        var (numbers, classes, distributions) = (new List<PairChoice>(), new List<PairChoice>(), new List<StatedDistribution>());
        foreach (var (reference, estimate) in asked)
        {
            if (IsClass(table, reference, estimates, estimate, asClasses))
            {
                classes.Add(new PairChoice(table[reference].Name, estimates[estimate].Name, Probabilities(run, options, estimates, estimate)));
                continue;
            }

            var sigma = Sigma(run, options, table, reference, estimates, estimate);
            numbers.AddRange(PairChoice.Of(table, reference, estimates, estimate, sigma));
            distributions.AddRange(Distributed(run, options, table, reference, estimates, estimate, sigma));
        }

        var found = new ValidateColumns(table, numbers, classes, distributions);
        return from is null ? found : found.Joined(run, options, estimates, key, Path.GetFileName(from));
    }

    private static bool IsClass(Table table, string reference, Table estimates, string estimate, bool asked)
    {
        if (reference.Contains('*', StringComparison.Ordinal) || estimate.Contains('*', StringComparison.Ordinal))
            return asked ? throw OceanException.Usage("classes are scored column by column: name --reference and --estimate without *") : false;
        var (one, other) = (table[reference], estimates[estimate]);
        if (one is TextColumn != other is TextColumn && !asked)
            throw OceanException.BadInput($"{table.Label}: of '{reference}' and '{estimate}' one holds text and the other none; both hold classes, or both numbers (--classes takes numbers as names of classes)");
        return asked || one is TextColumn;
    }

    private static string? Probabilities(StepRun run, ValidateOptions options, Table estimates, string estimate)
    {
        if (run.Value(options.Further.Probabilities) is { } pattern) return pattern == "none" ? null : pattern;
        var usual = $"{estimate}_probability_";
        if (!estimates.Names.Any(name => name.StartsWith(usual, StringComparison.Ordinal) && name.Length > usual.Length)) return null;
        run.Log($"probabilities of the classes from {usual}* (--probabilities none leaves them out)");
        return usual + "*";
    }

    private static string? Sigma(StepRun run, ValidateOptions options, Table table, string reference, Table estimates, string estimate)
    {
        if (run.Value(options.Sigma) is { } given) return given == "none" ? null : given;
        if (!Usual(table, reference, estimates, estimate, "_sigma")) return null;
        run.Log($"sigma of '{estimate}' from {estimate}_sigma (--sigma none leaves it out)");
        return estimate + "_sigma";
    }

    /// <summary>Whether every estimate has a column of that ending.</summary>
    private static bool Usual(Table table, string reference, Table estimates, string estimate, string ending) =>
        PairChoice.Of(table, reference, estimates, estimate, null).All(pair => pair.Parts.Count > 0 || estimates.Find(pair.Estimate + ending) is NumberColumn);

    private static IEnumerable<StatedDistribution> Distributed(StepRun run, ValidateOptions options, Table table, string reference, Table estimates, string estimate, string? sigma)
    {
        IEnumerable<PairChoice> Pairs(string? beside) => PairChoice.Of(table, reference, estimates, estimate, beside).Where(pair => pair.Parts.Count == 0);
        if (sigma is not null)
        {
            foreach (var pair in Pairs(sigma)) yield return new StatedDistribution(pair with { Sigma = null }, pair.Sigma, [], []);
        }

        var asked = Words.Listed(run.Value(options.Further.Quantiles));
        if (asked.Count > 0 && asked is not ["none"] && Words.Listed(run.Value(options.Pairs)).Count > 1)
            throw OceanException.Usage("--quantiles are of one estimate, and --pairs names several; score them one by one");
        var quantiles = asked is ["none"] ? []
            : asked.Count > 0 ? [.. asked.Select(Words.Quantile).OrderBy(quantile => quantile.Level)]
            : Interval.All(limit => Usual(table, reference, estimates, estimate, limit.Ending)) ? [.. Interval.Select(limit => (limit.Level, Column: estimate + limit.Ending))]
            : new List<(double Level, string Column)>();
        if (quantiles.GroupBy(quantile => quantile.Level).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw OceanException.Usage($"--quantiles names the level {twice.Key} twice");
        if (quantiles.Count > 0)
        {
            var columns = quantiles.Select(quantile => Pairs(quantile.Column).ToList()).ToList();
            for (var i = 0; i < columns[0].Count; i++)
                yield return new StatedDistribution(columns[0][i] with { Sigma = null }, null, [.. quantiles.Select((quantile, k) => (quantile.Level, columns[k][i].Sigma!))], []);
        }

        if (run.Value(options.Further.Members) is not { } pattern) yield break;
        var names = TablePatterns.Match(estimates, [pattern]);
        if (names.Count < 2) throw OceanException.Usage($"--members '{pattern}' fits one column; an ensemble has two members at least");
        foreach (var name in names) _ = estimates.Numbers(name);
        if (Pairs(null).Skip(1).Any()) throw OceanException.Usage("--members is for one estimate; name --reference and --estimate without *");
        yield return new StatedDistribution(Pairs(null).First(), null, [], names);
    }

    /// <summary>The columns of the estimates beside the references, under their own names where these are free.</summary>
    private ValidateColumns Joined(StepRun run, ValidateOptions options, Table estimates, List<string> key, string from)
    {
        string Brought(string name) => Table.Has(name) ? $"{name} of {from}" : name;
        var names = estimates.Names.Except(key).ToList();
        var used = Numbers.Where(pair => pair.Parts.Count == 0).SelectMany(pair => new[] { pair.Estimate, pair.Sigma }).OfType<string>()
            .Concat(Classes.Select(pair => pair.Estimate))
            .Concat(Distributions.SelectMany(stated => stated.Quantiles.Select(quantile => quantile.Column).Concat(stated.Members).Append(stated.Sigma)).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        if (run.Value(options.Further.Probability) is { } probability && estimates.Has(probability)) used.Add(probability);
        foreach (var pattern in Classes.Select(pair => pair.Sigma).OfType<string>()) used.UnionWith(TablePatterns.Match(estimates, [pattern]));
        var (joined, unmatched) = TableJoin.Left(Table, estimates, key, names.Where(used.Contains), Brought);
        if (unmatched > 0) run.Warn($"{unmatched} of {Table.RowCount} rows of {Table.Label} have no row in {from}");
        PairChoice Beside(PairChoice pair) => pair with
        {
            Estimate = pair.Parts.Count > 0 ? pair.Estimate : Brought(pair.Estimate),
            Sigma = pair.Sigma is null || pair.Parts.Count > 0 ? pair.Sigma : Brought(pair.Sigma),
            Parts = [.. pair.Parts.Select(Beside)],
        };
        return new ValidateColumns(
            joined,
            [.. Numbers.Select(Beside)],
            [.. Classes.Select(pair => pair with { Estimate = Brought(pair.Estimate) })],
            [
                .. Distributions.Select(stated => new StatedDistribution(
                    Beside(stated.Pair), stated.Sigma is null ? null : Brought(stated.Sigma), [.. stated.Quantiles.Select(quantile => (quantile.Level, Brought(quantile.Column)))], [.. stated.Members.Select(Brought)])),
            ]);
    }

    private static List<(string Reference, string Estimate)> Asked(StepRun run, ValidateOptions options)
    {
        var (reference, estimate, pairs) = (run.Value(options.Reference), run.Value(options.Estimate), Words.Listed(run.Value(options.Pairs)));
        if (pairs.Count == 0)
        {
            if (reference is null || estimate is null) throw OceanException.Usage("give --reference and --estimate, or --pairs A:B,C:D");
            return [(reference, estimate)];
        }

        if (reference is not null || estimate is not null) throw OceanException.Usage("--pairs stands instead of --reference and --estimate; give one or the other");
        return [.. pairs.Select(text => text.Split(':') is [{ Length: > 0 } first, { Length: > 0 } second]
            ? (first, second)
            : throw OceanException.Usage($"'{text}' is not a pair; write reference:estimate"))];
    }
}
