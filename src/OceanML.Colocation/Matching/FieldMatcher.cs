using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Matches the observations with one open field. Coordinates and pixels are read only where the times allow a match.</summary>
internal sealed class FieldMatcher(IField field, int number, Observations observations, MatchupProtocol protocol, ColumnPlan plan, int threads)
{
    private const int BatchSize = 4096;

    /// <summary>Distance of the nearest position for which the field had no pixel, km.</summary>
    public double NearestMissKm { get; private set; } = double.PositiveInfinity;

    /// <summary>How far outside the time window the nearest observation was, microseconds.</summary>
    public long NearestMissTime { get; private set; } = long.MaxValue;

    /// <summary>Columns after which the field repeats itself; 0 where it does not, or where its coordinates were not needed.</summary>
    public int Period { get; private set; }

    /// <summary>All candidates: observations and time steps of this field near enough in time.</summary>
    /// <param name="columns">The variables and bands to read.</param>
    public IEnumerable<Candidate> Match(List<(FieldVariable Variable, int Band, int Column)> columns)
    {
        var pairs = PairsInTime();
        if (pairs.Count == 0) return [];
        protocol.Mask.Check(field.Source, field.Flags);
        var locator = Locator();
        Period = locator.Period;
        var rows = pairs.Select(pair => pair.Observation).Distinct().ToArray();
        var found = locator.LocateAll([.. rows.Select(row => observations.Latitudes[row])], [.. rows.Select(row => observations.Longitudes[row])], threads);
        var pixels = new Dictionary<int, PixelLocation>(rows.Length);
        for (var i = 0; i < rows.Length; i++) pixels.Add(rows[i], found[i]);
        var (done, boxed) = Boxes(pairs, pixels);
        return done.Concat(Evaluate(boxed, columns));
    }

    private List<(int Observation, int Time)> PairsInTime()
    {
        var pairs = new List<(int, int)>();
        if (field.Times.Count == 0)
        {
            if (!protocol.Window.IsAny)
                throw OceanException.BadInput($"{field.Source}: there is no time in the file, so nothing can be within a time window of it; use --within any to match by position alone");
            foreach (var row in observations.Between(long.MinValue, long.MaxValue)) pairs.Add((row, -1));
            return pairs;
        }

        for (var time = 0; time < field.Times.Count; time++)
        {
            var (earliest, latest) = protocol.Window.Around(field.Times[time]);
            foreach (var row in observations.Between(earliest, latest)) pairs.Add((row, time));
            NearestMissTime = Math.Min(NearestMissTime, observations.NearestOutside(earliest, latest));
        }

        return pairs;
    }

    private PixelLocator Locator()
    {
        try
        {
            return PixelLocator.For(field.Geometry, protocol.RadiusKm, threads);
        }
        catch (OceanException exception) when (!exception.Message.StartsWith(field.Source, StringComparison.Ordinal))
        {
            throw new OceanException(exception.Code, $"{field.Source}: {exception.Message}", exception);
        }
    }

    private (List<Candidate> Done, List<(Candidate Candidate, PixelBox Box)> Boxed) Boxes(
        List<(int Observation, int Time)> pairs, Dictionary<int, PixelLocation> pixels)
    {
        var done = new List<Candidate>();
        var boxed = new List<(Candidate, PixelBox)>();
        foreach (var (row, time) in pairs)
        {
            var pixel = pixels[row];
            var candidate = new Candidate
            {
                Observation = row,
                Field = number,
                Time = time,
                Interval = time < 0 ? null : field.Times[time],
                Pixel = pixel,
            };
            if (!pixel.IsFound)
            {
                if (pixel.DistanceKm < NearestMissKm) NearestMissKm = pixel.DistanceKm;
                done.Add(candidate with { Reason = Rejections.OutsideField });
                continue;
            }

            var box = PixelBox.Around(Math.Max(0, time), pixel.Row, pixel.Column, protocol.Box);
            candidate = candidate with { Centre = field.Geometry[pixel.Row, pixel.Column] };
            if (protocol.Edges == EdgePolicy.Drop && !box.IsInside(field.Geometry.Rows, field.Geometry.Columns, Period))
                done.Add(candidate with { Reason = Rejections.AtFieldEdge });
            else
                boxed.Add((candidate, box));
        }

        return (done, boxed);
    }

    // Boxes of one time step and one stored chunk are read together, all variables and bands of it, before the next chunk is touched.
    private IEnumerable<Candidate> Evaluate(
        List<(Candidate Candidate, PixelBox Box)> boxed, List<(FieldVariable Variable, int Band, int Column)> columns)
    {
        var chunk = columns[0].Variable.Chunk;
        var (tileRows, tileColumns) = (chunk.Rows > 0 ? chunk.Rows : 256, chunk.Columns > 0 ? chunk.Columns : 256);
        var tiles = boxed
            .GroupBy(pair => (pair.Box.Time, Row: pair.Candidate.Pixel.Row / tileRows, Column: pair.Candidate.Pixel.Column / tileColumns))
            .OrderBy(tile => tile.Key.Time).ThenBy(tile => tile.Key.Row).ThenBy(tile => tile.Key.Column);
        foreach (var tile in tiles)
        {
            foreach (var batch in tile.OrderBy(pair => pair.Box.Row).ThenBy(pair => pair.Box.Column).ThenBy(pair => pair.Candidate.Observation).Chunk(BatchSize))
            {
                foreach (var candidate in EvaluateBatch(batch, columns)) yield return candidate;
            }
        }
    }

    private Candidate[] EvaluateBatch(
        (Candidate Candidate, PixelBox Box)[] batch, List<(FieldVariable Variable, int Band, int Column)> columns)
    {
        var boxes = batch.Select(pair => pair.Box).ToArray();
        var pixels = protocol.Box * protocol.Box;
        var (rows, width) = (field.Geometry.Rows, field.Geometry.Columns);
        var mask = PixelMask.Read(field, protocol.Mask, boxes, rows, width, Period);
        var values = new double[boxes.Length * pixels];
        var statistics = new MacroPixel[boxes.Length, columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            var (variable, band, column) = columns[c];
            Array.Fill(values, double.NaN);
            BoxReader.Read<double>(boxes, band, rows, width, Period, (window, into) => field.Read(variable.Name, window, into), values);
            mask.Apply(values);
            for (var i = 0; i < boxes.Length; i++)
                statistics[i, c] = MacroPixel.Of(values.AsSpan(i * pixels, pixels), protocol.Outliers, plan.Entries[column].Geometric);
        }

        var numbers = columns.Select(column => column.Column).ToArray();
        var judges = columns.Select(column => plan.Entries[column.Column].JudgesVariation).ToArray();
        var judged = new Candidate[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            var own = new MacroPixel[columns.Count];
            var valid = 0;
            for (var c = 0; c < own.Length; c++)
            {
                own[c] = statistics[i, c];
                valid = Math.Max(valid, own[c].Valid);
            }

            var reason = MacroPixelJudge.Judge(own, judges, protocol, mask.Reason(i * pixels, pixels));
            judged[i] = batch[i].Candidate with { Reason = reason, Valid = valid, Values = reason is null ? own : [], Columns = numbers };
        }

        return judged;
    }
}
