using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Reads the macro-pixels of located candidates, masks and summarises them, and judges whether they are matchups.</summary>
internal sealed class MacroPixelReader(IField field, LocatedGranule granule, MatchupProtocol protocol, bool keepPixels)
{
    private const int BatchSize = 4096;
    private const int BatchPixels = 1 << 20;

    private readonly int rows = field.Geometry.Rows;
    private readonly int width = field.Geometry.Columns;

    /// <summary>
    /// Evaluates the candidates that have pixels; the others come out as they are. Macro-pixels of one time step and one stored chunk are read together, all
    /// variables and bands of it, before the next chunk is touched.
    /// </summary>
    /// <param name="columns">The variables and bands to read.</param>
    public IEnumerable<Candidate> Evaluate(IReadOnlyList<ColumnPlan.Band> columns)
    {
        var chunk = columns[0].Variable.Chunk;
        var (tileRows, tileColumns) = (chunk.Rows > 0 ? chunk.Rows : 256, chunk.Columns > 0 ? chunk.Columns : 256);
        (int Time, int Row, int Column) Tile(Candidate candidate) =>
            (candidate.Footprint.Box.Time, candidate.Pixel.Row / tileRows, candidate.Pixel.Column / tileColumns);

        var located = granule.Candidates.Where(candidate => candidate.Reason is null).ToArray();
        var keys = Array.ConvertAll(located, candidate => (Tile: Tile(candidate), candidate.Pixel.Row, candidate.Pixel.Column, candidate.Observation));
        Array.Sort(keys, located);
        for (var start = 0; start < located.Length;)
        {
            var (end, pixels) = (start, 0);
            while (end < located.Length && end - start < BatchSize && keys[end].Tile == keys[start].Tile
                && (end == start || pixels + located[end].Footprint.Box.Pixels <= BatchPixels))
                pixels += located[end++].Footprint.Box.Pixels;
            foreach (var candidate in EvaluateBatch(located.AsSpan(start, end - start).ToArray(), columns)) yield return candidate;
            start = end;
        }

        foreach (var candidate in granule.Candidates)
        {
            if (candidate.Reason is not null) yield return candidate;
        }
    }

    private Candidate[] EvaluateBatch(Candidate[] batch, IReadOnlyList<ColumnPlan.Band> columns)
    {
        var footprints = Array.ConvertAll(batch, candidate => candidate.Footprint);
        var boxes = Array.ConvertAll(footprints, footprint => footprint.Box);
        var firsts = Firsts(boxes, out var pixels);
        var mask = PixelMask.Read(field, protocol, footprints, boxes, rows, width, granule.Period);
        var dropped = protocol.Outliers == OutlierRule.WholeSpectrum ? SpectralOutliers(boxes, firsts, pixels, mask, columns) : null;
        var values = new double[pixels];
        var statistics = new MacroPixel[batch.Length * columns.Count];
        var kept = keepPixels ? batch.Select(candidate => new float[columns.Count][]).ToArray() : [];
        for (var c = 0; c < columns.Count; c++)
        {
            Read(boxes, columns[c], values);
            for (var i = 0; i < kept.Length; i++) kept[i][c] = Array.ConvertAll(values[firsts[i]..firsts[i + 1]], value => (float)value);
            mask.For(columns[c].Variable.Name).Apply(values);
            if (dropped is not null && columns[c].IsSpectral) Drop(values, dropped);
            var rule = dropped is null || !columns[c].IsSpectral ? protocol.Outliers : OutlierRule.None;
            for (var i = 0; i < batch.Length; i++)
            {
                var centre = CentreOf(batch[i]);
                statistics[(i * columns.Count) + c] = MacroPixel.Of(values.AsSpan(firsts[i]..firsts[i + 1]), centre, rule, columns[c].Entry.Geometric);
            }
        }

        var numbers = columns.Select(column => column.Column).ToArray();
        for (var i = 0; i < batch.Length; i++)
            batch[i] = Judge(batch[i], statistics.AsSpan(i * columns.Count, columns.Count), columns, numbers, mask, firsts[i], keepPixels ? kept[i] : null);
        return batch;
    }

    private Candidate Judge(
        Candidate candidate, Span<MacroPixel> own, IReadOnlyList<ColumnPlan.Band> columns, int[] numbers, PixelMask mask, int first, float[][]? kept)
    {
        var pixels = candidate.Footprint.Box.Pixels;
        var (valid, counted) = (0, mask.Counted(first, pixels));
        foreach (var value in own) valid = Math.Max(valid, value.Valid);
        var reason = MacroPixelJudge.Judge(own, columns, protocol, counted, mask.Reason(first, pixels));
        return candidate with
        {
            Reason = reason,
            Valid = valid,
            Counted = counted,
            Values = reason is null ? own.ToArray() : [],
            Columns = numbers,
            Pixels = reason is null && kept is not null ? new CandidatePixels(kept, mask.Why(first, pixels)) : null,
        };
    }

    private void Read(PixelBox[] boxes, ColumnPlan.Band column, double[] values)
    {
        Array.Fill(values, double.NaN);
        BoxReader.Read<double>(boxes, column.Number, rows, width, granule.Period, (window, into) => field.Read(column.Variable.Name, window, into), values);
    }

    // Pixels that are an outlier in any spectral band. The bands are read once for this and once more for the statistics: chunks stay cached meanwhile.
    private bool[] SpectralOutliers(PixelBox[] boxes, int[] firsts, int pixels, PixelMask mask, IReadOnlyList<ColumnPlan.Band> columns)
    {
        var dropped = new bool[pixels];
        var values = new double[pixels];
        foreach (var column in columns.Where(column => column.IsSpectral))
        {
            Read(boxes, column, values);
            mask.For(column.Variable.Name).Apply(values);
            for (var i = 0; i < boxes.Length; i++) MacroPixel.MarkOutliers(values.AsSpan(firsts[i]..firsts[i + 1]), dropped.AsSpan(firsts[i]..firsts[i + 1]));
        }

        return dropped;
    }

    private static void Drop(double[] values, bool[] dropped)
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

    private static int[] Firsts(PixelBox[] boxes, out int pixels)
    {
        var firsts = new int[boxes.Length + 1];
        for (var i = 0; i < boxes.Length; i++) firsts[i + 1] = firsts[i] + boxes[i].Pixels;
        pixels = firsts[^1];
        return firsts;
    }
}
