using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Looks for what makes scores on a split too good: shared groups, copies of rows, neighbours.</summary>
public static class LeakageCheck
{
    private const int MostSampled = 2000;
    private const long Work = 1_000_000_000;

    /// <summary>Two medians are told apart from this ratio on.</summary>
    private const double Clear = 1.25;

    /// <summary>Share of near duplicates that is too much.</summary>
    private const double TooManyNear = 0.05;

    /// <summary>Checks a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="rows">What is known of its rows.</param>
    /// <param name="seed">Seed of the sample where there are too many rows to compare all.</param>
    public static LeakageReport Check(Split split, SplitRows rows, int seed)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(rows);
        var folds = new int[split.FoldCount][];
        for (var fold = 0; fold < folds.Length; fold++) folds[fold] = split.Held(fold);
        int[] held = split.IsParts ? [.. Enumerable.Range(0, folds.Length).Where(fold => split.FoldNames[fold] != Split.Train).SelectMany(fold => folds[fold])] : [.. folds.SelectMany(fold => fold).Order()];
        var (groups, shared, examples) = Shared(split, rows);
        var (exact, alike) = Exact(split, rows, held);
        var features = Features(split, rows, folds, held, seed, out var near);
        DistanceSummary?[] distances = [Space(split, rows, folds, held, seed), Time(split, rows, folds, held), features];
        DistanceSummary[] known = [.. distances.OfType<DistanceSummary>()];
        
        // Many rows of few features lie close together anyway: near copies are a leak where rows held out are no farther off than the others.
        var copies = near > TooManyNear && !(features?.Ratio >= Clear);
        var verdict = exact > 0 || copies ? LeakageVerdict.Leaks : Array.TrueForAll(known, one => !(one.Ratio >= Clear)) ? LeakageVerdict.Close : LeakageVerdict.Apart;
        return new LeakageReport(split, [.. folds.Select(fold => fold.Length)], groups, shared, examples, exact, alike, near, known, verdict, Words(split, shared, groups, exact, alike, near, known, verdict));
    }

    private static List<string> Words(Split split, int shared, int groups, int exact, int alike, double near, DistanceSummary[] distances, LeakageVerdict verdict)
    {
        var words = new List<string>
        {
            verdict switch
            {
                LeakageVerdict.Leaks => "The split leaks: rows that are held out are also learned from, so scores on them are too good.",
                LeakageVerdict.Close => "Rows held out lie as near to rows learned from as these lie to each other: scores say how well a model fills in between rows it knows, not what to expect of a new place, platform or time.",
                _ => "Rows held out lie apart from rows learned from: scores say what to expect of rows as new as these.",
            },
        };
        if (exact > 0) words.Add($"{exact} rows held out have exactly the features of a row learned from; keep such rows together (--split group with a coarser --group-by), or leave the copies out.");
        if (alike > 0) words.Add($"{alike} rows held out have the features of a row learned from and another target: no model can tell them apart by these features.");
        if (near > TooManyNear) words.Add(string.Create(CultureInfo.InvariantCulture, $"{100 * near:0.#} % of the rows held out have a near copy among the rows learned from (alike to 0.01 standard deviations)."));
        if (shared > 0) words.Add($"{shared} of {groups} groups (platforms, cruises or sites) are in more than one fold: scores are for other {(split.Plan.IsTemporal ? "times" : "rows")} of groups that were seen.");
        else if (groups > 1) words.Add($"No group is in more than one fold ({groups} groups).");
        foreach (var one in distances)
        {
            var unit = one.Measure switch { "features" => "standard deviations", "time" => "days", _ => "km" };
            words.Add(string.Create(CultureInfo.InvariantCulture, $"In {one.Measure} a row held out is {one.Held[3]:G3} {unit} from the nearest row learned from (median), against {one.Within[3]:G3} between rows learned from."));
        }

        return words;
    }

    private static (int Groups, int Shared, List<string> Examples) Shared(Split split, SplitRows rows)
    {
        if (rows.Groups is not { } groups) return (0, 0, []);
        var first = new Dictionary<int, int>();
        var shared = new SortedSet<int>();
        for (var row = 0; row < groups.Length; row++)
        {
            if (split.Fold[row] == Split.None) continue;
            if (!first.TryAdd(groups[row], split.Fold[row]) && first[groups[row]] != split.Fold[row]) shared.Add(groups[row]);
        }

        return (first.Count, shared.Count, [.. shared.Take(5).Select(group => rows.GroupNames[group])]);
    }

    /// <summary>Rows held out with the features of a row learned from: with its target, too, or with another one.</summary>
    private static (int Copies, int Alike) Exact(Split split, SplitRows rows, int[] held)
    {
        if (rows.Features is not { } features || rows.FeatureCount == 0) return (0, 0);
        var width = rows.FeatureCount;
        var seen = new Dictionary<int, List<int>>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (split.Fold[row] == Split.None) continue;
            if (!seen.TryGetValue(Key(row), out var same)) seen[Key(row)] = same = [];
            same.Add(row);
        }

        var (copies, alike) = (0, 0);
        foreach (var row in held)
        {
            var equal = seen[Key(row)].Where(other => split.IsTraining(other, split.Fold[row]) && features.AsSpan(row * width, width).SequenceEqual(features.AsSpan(other * width, width)));
            var (any, copy) = (false, false);
            foreach (var other in equal)
            {
                any = true;
                copy = rows.Target is not { } target || target[row].Equals(target[other]);
                if (copy) break;
            }

            if (copy) copies++;
            else if (any) alike++;
        }

        return (copies, alike);

        int Key(int row)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(features.AsSpan(row * width, width)));
            return hash.ToHashCode();
        }
    }

    private static DistanceSummary? Time(Split split, SplitRows rows, int[][] folds, int[] held)
    {
        if (rows.Times is not { } times || times.All(time => time == Timestamp.Missing)) return null;
        var byFold = folds.Select(fold => fold.Where(row => times[row] != Timestamp.Missing).OrderBy(row => times[row]).ToArray()).ToArray();
        var (apart, within) = (new List<double>(), new List<double>());
        foreach (var row in held.Where(row => times[row] != Timestamp.Missing)) Add(apart, NearestRows.Days(times, byFold, row, fold => Learns(split, fold, split.Fold[row])));
        foreach (var row in Learners(split, folds).Where(row => times[row] != Timestamp.Missing)) Add(within, NearestRows.Days(times, byFold, row, fold => Learns(split, fold, Other(split, split.Fold[row]))));
        return Summary("time", "d", apart, within);
    }

    private static DistanceSummary? Space(Split split, SplitRows rows, int[][] folds, int[] held, int seed)
    {
        if (rows.Latitudes is not { } latitudes || rows.Longitudes is not { } longitudes) return null;
        var vectors = new float[rows.Count * 3];
        var known = new bool[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            known[row] = Sphere.IsPosition(latitudes[row], longitudes[row]);
            if (!known[row]) continue;
            var (x, y, z) = Sphere.UnitVector(latitudes[row], longitudes[row]);
            (vectors[3 * row], vectors[(3 * row) + 1], vectors[(3 * row) + 2]) = ((float)x, (float)y, (float)z);
        }

        return Sampled(split, folds, [.. held.Where(row => known[row])], row => known[row], 4, seed, (row, among) => NearestRows.Kilometres(vectors, row, among), "space", "km", out _);
    }

    private static DistanceSummary? Features(Split split, SplitRows rows, int[][] folds, int[] held, int seed, out double near)
    {
        near = 0;
        if (rows.Features is not { } features || rows.FeatureCount == 0) return null;
        var width = rows.FeatureCount;
        var standardised = new float[features.Length];
        var targetDeviation = rows.Target is { } known ? Deviation(known) : 0;
        for (var f = 0; f < width; f++)
        {
            var (mean, square, count) = (0.0, 0.0, 0);
            for (var row = 0; row < rows.Count; row++)
            {
                if (!float.IsFinite(features[(row * width) + f])) continue;
                mean += features[(row * width) + f];
                count++;
            }

            mean /= Math.Max(1, count);
            for (var row = 0; row < rows.Count; row++)
            {
                if (float.IsFinite(features[(row * width) + f])) square += Math.Pow(features[(row * width) + f] - mean, 2);
            }

            var deviation = Math.Sqrt(square / Math.Max(1, count));

            // A missing value counts as the mean, a constant feature not at all.
            for (var row = 0; row < rows.Count; row++) standardised[(row * width) + f] = deviation > 0 && float.IsFinite(features[(row * width) + f]) ? (float)((features[(row * width) + f] - mean) / deviation) : 0;
        }

        var summary = Sampled(split, folds, held, _ => true, width, seed, (row, among) => NearestRows.Standardised(standardised, width, row, among), "features", "1", out _);
        near = NearCopies(split, rows, folds, held, seed, standardised, width, targetDeviation);
        return summary;
    }

    /// <summary>Share of a sample of the rows held out that have a near copy, in features and target, among the rows learned from.</summary>
    private static double NearCopies(Split split, SplitRows rows, int[][] folds, int[] held, int seed, float[] standardised, int width, double targetDeviation)
    {
        bool IsNear(int row, int other) =>
            Distances.Squared(standardised.AsSpan(row * width, width), standardised.AsSpan(other * width, width)) < LeakageReport.NearDistance * LeakageReport.NearDistance * width
            && (rows.Target is not { } target || !(Math.Abs(target[row] - target[other]) > LeakageReport.NearDistance * targetDeviation));
        var summary = Sampled(split, folds, held, _ => true, width, seed, (row, among) => Array.Exists(among, other => other != row && IsNear(row, other)) ? 1 : 0, "copies", "1", out var found);
        return summary is null ? 0 : found.Average();
    }

    private static double Deviation(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length < 2) return 0;
        var mean = known.Average();
        return Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / known.Length);
    }

    /// <summary>Compares a sample of the rows with all rows they may be compared with, or with a sample of these where there are very many.</summary>
    private static DistanceSummary? Sampled(Split split, int[][] folds, int[] held, Func<int, bool> known, int width, int seed, Func<int, int[], double> nearest, string measure, string unit, out List<double> apart)
    {
        var random = new RandomStream(seed, 0x1EAC);
        apart = [];
        var learners = Learners(split, folds).Where(known).ToArray();
        if (held.Length == 0 || learners.Length < 2) return null;
        var candidates = (int)Math.Clamp(Work / (200L * width), 1000, int.MaxValue);
        var sample = (int)Math.Clamp(Work / ((long)width * Math.Min(learners.Length, candidates)), 200, MostSampled);
        var among = new Dictionary<int, int[]>();
        foreach (var row in Sample(held, sample, random)) Add(apart, nearest(row, Among(split.Fold[row])));
        var within = new List<double>();
        foreach (var row in Sample(learners, sample, random)) Add(within, nearest(row, Among(Other(split, split.Fold[row]))));
        return Summary(measure, unit, [.. apart], within);

        int[] Among(int fold)
        {
            if (among.TryGetValue(fold, out var rows)) return rows;
            int[] all = [.. folds.SelectMany((members, other) => Learns(split, other, fold) ? members.Where(known) : [])];
            return among[fold] = Sample(all, candidates, random);
        }
    }

    private static DistanceSummary? Summary(string measure, string unit, List<double> apart, List<double> within)
    {
        if (apart.Count == 0 || within.Count == 0) return null;
        var summary = new DistanceSummary(measure, unit, DistanceSummary.Quantiles([.. apart]), DistanceSummary.Quantiles([.. within]), apart.Count);

        // Where all rows are at one place the distance in space says nothing.
        return summary.Held[^1] == 0 && summary.Within[^1] == 0 && measure != "copies" ? null : summary;
    }

    /// <summary>Whether the rows of a fold are learned from while another is held out.</summary>
    private static bool Learns(Split split, int fold, int held) => split.IsParts ? split.FoldNames[fold] == Split.Train : fold != held;

    /// <summary>A fold other than a row's own, so that its own rows are among those learned from.</summary>
    private static int Other(Split split, int fold) => (fold + 1) % split.FoldCount;

    private static int[] Learners(Split split, int[][] folds) => split.IsParts ? folds[split.FoldNames.ToList().IndexOf(Split.Train)] : [.. folds.SelectMany(fold => fold).Order()];

    private static void Add(List<double> distances, double distance)
    {
        if (!double.IsNaN(distance)) distances.Add(distance);
    }

    private static int[] Sample(int[] rows, int most, RandomStream random)
    {
        if (rows.Length <= most) return rows;
        var drawn = (int[])rows.Clone();
        for (var i = 0; i < most; i++)
        {
            var j = i + random.Next(drawn.Length - i);
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        Array.Resize(ref drawn, most);
        Array.Sort(drawn);
        return drawn;
    }
}
