using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Reads the macro-pixels of located candidates, masks and summarises them, and judges whether they are matchups.</summary>
internal sealed class MacroPixelReader(IField field, LocatedGranule granule, MatchupProtocol protocol, bool keepPixels)
{
    // Values of one variable that are held at a time: 32 MB.
    private const int BatchValues = 1 << 22;

    /// <summary>
    /// Evaluates the candidates that have pixels; the others come out as they are. Macro-pixels are read in the order of the stored chunks, many together, so
    /// that the field can decompress each chunk once.
    /// </summary>
    /// <param name="columns">The variables and bands to read.</param>
    public IEnumerable<Candidate> Evaluate(IReadOnlyList<ColumnPlan.Band> columns)
    {
        var located = InOrderOfChunks(columns[0].Variable.Chunk);
        var bands = columns.GroupBy(column => column.Variable).Max(variable => variable.Count());
        for (var start = 0; start < located.Length;)
        {
            var (end, pixels) = (start + 1, located[start].Footprint.Box.Pixels);
            while (end < located.Length && (pixels + (long)located[end].Footprint.Box.Pixels) * bands <= BatchValues) pixels += located[end++].Footprint.Box.Pixels;
            foreach (var candidate in EvaluateBatch(located[start..end], columns)) yield return candidate;
            start = end;
        }

        foreach (var candidate in granule.Candidates)
        {
            if (candidate.Reason is not null) yield return candidate;
        }
    }

    private Candidate[] InOrderOfChunks((int Rows, int Columns) chunk)
    {
        var (rows, columns) = (chunk.Rows > 0 ? chunk.Rows : 256, chunk.Columns > 0 ? chunk.Columns : 256);
        var located = granule.Candidates.Where(candidate => candidate.Reason is null).ToArray();
        var keys = Array.ConvertAll(located, candidate => (
            candidate.Footprint.Box.Time, Tile: candidate.Pixel.Row / rows, candidate.Pixel.Column / columns, candidate.Pixel.Row, candidate.Pixel.Column, candidate.Observation));
        Array.Sort(keys, located);
        return located;
    }

    private Candidate[] EvaluateBatch(Candidate[] batch, IReadOnlyList<ColumnPlan.Band> columns)
    {
        var footprints = Array.ConvertAll(batch, candidate => candidate.Footprint);
        var firsts = new int[batch.Length + 1];
        for (var i = 0; i < batch.Length; i++) firsts[i + 1] = firsts[i] + footprints[i].Box.Pixels;
        var boxes = new BoxReader(Array.ConvertAll(footprints, footprint => footprint.Box), field.Geometry.Rows, field.Geometry.Columns, granule.Period);
        var mask = PixelMask.Read(field, protocol, footprints, boxes);
        var dropped = protocol.Outliers == OutlierRule.WholeSpectrum ? SpectralOutliers(boxes, firsts, mask, columns) : null;
        var statistics = new MacroPixel[batch.Length * columns.Count];
        var kept = keepPixels ? Array.ConvertAll(batch, _ => new float[columns.Count(column => column.IsAsked)][]) : [];
        foreach (var (c, values) in Read(boxes, columns, Enumerable.Range(0, columns.Count)))
        {
            for (var i = 0; i < kept.Length && columns[c].IsAsked; i++) kept[i][c] = Array.ConvertAll(values[firsts[i]..firsts[i + 1]].ToArray(), value => (float)value);
            mask.For(columns[c].Variable.Name).Apply(values.Span);
            var rule = dropped is null || !columns[c].IsSpectral ? protocol.Outliers : OutlierRule.None;
            for (var i = 0; i < batch.Length; i++)
            {
                var own = values.Span[firsts[i]..firsts[i + 1]];
                var geometric = columns[c].Entry.Geometric;
                var valid = MacroPixel.Of(own, CentreOf(batch[i]), rule, geometric);
                if (dropped is not null && columns[c].IsSpectral)
                {
                    // Outliers count as valid, as they do where each band has its own.
                    Drop(own, dropped.AsSpan(firsts[i]..firsts[i + 1]));
                    valid = MacroPixel.Of(own, CentreOf(batch[i]), rule, geometric) with { Valid = valid.Valid };
                }

                statistics[(i * columns.Count) + c] = valid;
            }
        }

        var numbers = columns.Where(column => column.IsAsked).Select(column => column.Column).ToArray();
        for (var i = 0; i < batch.Length; i++)
            batch[i] = Judge(batch[i], statistics.AsSpan(i * columns.Count, columns.Count), columns, numbers, mask, firsts[i], keepPixels ? kept[i] : null);
        return batch;
    }

    private Candidate Judge(
        Candidate candidate, Span<MacroPixel> own, IReadOnlyList<ColumnPlan.Band> columns, int[] numbers, PixelMask mask, int first, float[][]? kept)
    {
        var pixels = candidate.Footprint.Box.Pixels;
        var (valid, counted) = (0, mask.Counted(first, pixels));
        foreach (var value in own[..numbers.Length]) valid = Math.Max(valid, value.Valid);
        var reason = MacroPixelJudge.Judge(own, columns, protocol, counted, mask.Reason(first, pixels));
        return candidate with
        {
            Reason = reason,
            Valid = valid,
            Counted = counted,
            Values = reason is null ? own[..numbers.Length].ToArray() : [],
            Columns = numbers,
            Pixels = reason is null && kept is not null ? new CandidatePixels(kept, mask.Codes(first, pixels), mask.Meanings) : null,
        };
    }

    // The values of columns, those of one variable read together.
    private IEnumerable<(int Column, Memory<double> Values)> Read(BoxReader boxes, IReadOnlyList<ColumnPlan.Band> columns, IEnumerable<int> which)
    {
        foreach (var variable in which.GroupBy(c => columns[c].Variable.Name))
        {
            var own = variable.ToArray();
            var values = new double[boxes.Pixels * own.Length];
            Array.Fill(values, double.NaN);
            boxes.Read(field, variable.Key, Array.ConvertAll(own, c => columns[c].Number), values);
            for (var i = 0; i < own.Length; i++) yield return (own[i], values.AsMemory(i * boxes.Pixels, boxes.Pixels));
        }
    }

    // Pixels that are an outlier in any spectral band. The bands are read once for this and once more for the statistics: chunks stay cached meanwhile.
    private bool[] SpectralOutliers(BoxReader boxes, int[] firsts, PixelMask mask, IReadOnlyList<ColumnPlan.Band> columns)
    {
        var dropped = new bool[boxes.Pixels];
        foreach (var (c, values) in Read(boxes, columns, Enumerable.Range(0, columns.Count).Where(c => columns[c].IsSpectral)))
        {
            mask.For(columns[c].Variable.Name).Apply(values.Span);
            for (var i = 0; i + 1 < firsts.Length; i++) MacroPixel.MarkOutliers(values.Span[firsts[i]..firsts[i + 1]], dropped.AsSpan(firsts[i]..firsts[i + 1]));
        }

        return dropped;
    }

    private static void Drop(Span<double> values, ReadOnlySpan<bool> dropped)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (dropped[i]) values[i] = double.NaN;
        }
    }

    // Index within the rectangle of the pixel nearest to the observation.
    private int CentreOf(Candidate candidate)
    {
        var box = candidate.Footprint.Box;
        var across = candidate.Pixel.Column - box.Column;
        if (granule.Period > 0) across = ((across % granule.Period) + granule.Period) % granule.Period;
        return ((candidate.Pixel.Row - box.Row) * box.Columns) + across;
    }
}
