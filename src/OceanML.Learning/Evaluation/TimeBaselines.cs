using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What a model of a series must beat: predictions from the time alone, in the model's space (shares of classes for a classification).</summary>
public static class TimeBaselines
{
    /// <summary>Rows by which the shares of the classes at a time of the year are drawn to the shares of all times.</summary>
    private const double PriorRows = 5;

    private const string LeadMark = "_lead_";
    private const int MonthsOfACycle = 9;

    /// <summary>
    /// Persistence. Of a target so far ahead (<c>_lead_1d</c> in its name): what was observed by the time of the row, which is the target of the latest row of
    /// the same series that lies the lead earlier, held out or not, as a forecaster knows it. Of a target at the time of the row: the last one learned from before
    /// it, since nobody measured it while it was held out. The mean where there is none; classes get probability 1.
    /// </summary>
    /// <param name="data">The data, with times.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="held">Rows to predict.</param>
    /// <returns>[rows, targets], or [rows, classes].</returns>
    public static double[] Persistence(Dataset data, int[] training, int[] held)
    {
        var (width, targets) = (data.OutputCount, data.TargetCount);
        var predicted = Mean(data, training, held.Length);
        for (var t = 0; t < targets; t++)
        {
            var lead = Lead(data.TargetNames[t]);
            var known = (lead > 0 ? Enumerable.Range(0, data.Count) : training).Where(row => !double.IsNaN(data.Targets[row * targets + t]) && data.Times![row] != Timestamp.Missing)
                .GroupBy(row => data.Series?[row] ?? 0)
                .ToDictionary(series => series.Key, series => series.OrderBy(row => data.Times![row]).ToArray());
            var times = known.ToDictionary(series => series.Key, series => series.Value.Select(row => data.Times![row]).ToArray());
            for (var i = 0; i < held.Length; i++)
            {
                if (!known.TryGetValue(data.Series?[held[i]] ?? 0, out var rows)) continue;
                var at = Array.BinarySearch(times[data.Series?[held[i]] ?? 0], data.Times![held[i]] - lead);
                var before = at >= 0 ? at : ~at - 1;
                if (before < 0) continue;
                var value = data.Targets[rows[before] * targets + t];
                if (data.Classes is null)
                {
                    predicted[i * width + t] = value;
                    continue;
                }

                for (var c = 0; c < width; c++) predicted[i * width + c] = c == (int)value ? 1 : 0;
            }
        }

        return predicted;
    }

    /// <summary>Climatology: mean, annual and half-yearly cycle of each target (monthly means where less than nine months are known); the share of each class in the month, drawn to its share in all months by five rows.</summary>
    /// <inheritdoc cref="Persistence"/>
    public static double[] Climatology(Dataset data, int[] training, int[] held)
    {
        var (width, targets) = (data.OutputCount, data.TargetCount);
        var predicted = Mean(data, training, held.Length);
        if (data.Classes is not null)
        {
            var (counts, all) = (new double[12, width], new double[12]);
            foreach (var row in training.Where(row => data.Times![row] != Timestamp.Missing))
            {
                var month = Timestamp.ToDateTime(data.Times![row]).Month - 1;
                counts[month, (int)data.Targets[row]]++;
                all[month]++;
            }

            for (var i = 0; i < held.Length; i++)
            {
                if (data.Times![held[i]] == Timestamp.Missing) continue;
                var month = Timestamp.ToDateTime(data.Times[held[i]]).Month - 1;
                for (var c = 0; c < width; c++) predicted[i * width + c] = (counts[month, c] + PriorRows * predicted[i * width + c]) / (all[month] + PriorRows);
            }

            return predicted;
        }

        for (var t = 0; t < targets; t++)
        {
            var values = Enumerable.Range(0, data.Count).Select(row => data.Targets[row * targets + t]).ToArray();
            int[] known = [.. training.Where(row => !double.IsNaN(values[row]) && data.Times![row] != Timestamp.Missing)];
            if (known.Length == 0) continue;

            // A smooth cycle would be invented for seasons of which little is known; months without a value keep the mean.
            var months = known.Select(row => Timestamp.ToDateTime(data.Times![row]).Month).Distinct().Count();
            var normal = Learning.Climatology.Learn(months >= MonthsOfACycle ? ClimatologyKind.Harmonic : ClimatologyKind.Month, data.Times!, values, known, data.TargetNames[t]);
            for (var i = 0; i < held.Length; i++)
            {
                if (data.Times![held[i]] != Timestamp.Missing && normal.At(data.Times[held[i]]) is var value && !double.IsNaN(value)) predicted[i * width + t] = value;
            }
        }

        return predicted;
    }

    /// <summary>How far ahead of its row a target lies, microseconds; 0 where its name does not say.</summary>
    private static long Lead(string target)
    {
        var at = target.LastIndexOf(LeadMark, StringComparison.Ordinal);
        if (at < 0) return 0;
        try
        {
            return Duration.Parse(target[(at + LeadMark.Length)..]).Ticks / TimeSpan.TicksPerMicrosecond;
        }
        catch (OceanException)
        {
            return 0;
        }
    }

    private static double[] Mean(Dataset data, int[] training, int rows)
    {
        var (width, targets) = (data.OutputCount, data.TargetCount);
        var mean = new double[width];
        if (data.Classes is not null)
        {
            foreach (var row in training) mean[(int)data.Targets[row]] += 1.0 / training.Length;
        }
        else
        {
            for (var t = 0; t < targets; t++) mean[t] = training.Select(row => data.Targets[row * targets + t]).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
        }

        var all = new double[rows * width];
        for (var row = 0; row < rows; row++) mean.CopyTo(all.AsSpan(row * width));
        return all;
    }
}
