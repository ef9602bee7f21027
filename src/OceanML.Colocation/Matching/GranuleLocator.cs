using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Finds the observations that a field may match, and their pixels: the part of colocation that needs times and coordinates only.</summary>
internal sealed class GranuleLocator(Observations observations, MatchupProtocol protocol, int threads)
{
    // The box of a catalogue holds the pixel centres: a position within a pixel may be this far outside (the largest cells are those of climate models).
    private const double CatalogueMarginKm = 300;

    /// <summary>Locates the observations in an open field. Its coordinates are read only where the times allow a match.</summary>
    /// <param name="field">The field.</param>
    /// <param name="name">Its name in tables.</param>
    /// <param name="number">Its index in order of names.</param>
    /// <exception cref="OceanException">The field has no time and the window has limits; its axes are not monotonic.</exception>
    public LocatedGranule Locate(IField field, string name, int number)
    {
        var windows = Windows(field);
        var block = windows.Count == 0 ? default : observations.Between(windows.Min(window => window.Earliest), windows.Max(window => window.Latest));
        var located = new LocatedGranule { Name = name, Product = field.Product, NearestMissTime = NearestMiss(windows), Variables = ColumnPlan.NamesOf(field) };
        var pairs = new List<(int At, int Time)>();
        var used = new bool[block.Count];
        for (var time = 0; time < windows.Count; time++)
        {
            var (start, end) = block.Between(windows[time].Earliest, windows[time].Latest);
            for (var at = start; at < end; at++)
            {
                pairs.Add((at, field.Times.Count == 0 ? -1 : time));
                used[at] = true;
            }
        }

        if (pairs.Count == 0) return located;
        var locator = Locator(field);
        var period = locator.Period > 0 || protocol.Edges != EdgePolicy.Wrap ? locator.Period : field.Geometry.Columns;
        var pixels = Pixels(locator, block, used);
        var footprints = new Dictionary<int, IReadOnlyList<PixelLocation>>();
        foreach (var (at, time) in pairs)
        {
            var candidate = At(block, at, number, time, time < 0 ? null : field.Times[time], pixels[at]);
            located.Candidates.Add(Place(candidate, at, field.Geometry, locator, period, footprints));
        }

        var misses = located.Candidates.Where(candidate => !candidate.Pixel.IsFound).Select(candidate => candidate.Pixel.DistanceKm).Where(double.IsFinite);
        return located with { Period = period, NearestMissKm = misses.DefaultIfEmpty(double.PositiveInfinity).Min() };
    }

    /// <summary>
    /// What can be said of a field from a catalogue alone: all its candidates where nothing can match, so that it need not be opened; null where it must be.
    /// </summary>
    public LocatedGranule? Skip(FieldSource source, int number)
    {
        if (source.Covers is not { } covers || protocol.Window.InSteps) return null;
        var (earliest, latest) = protocol.Window.Around(covers);
        var block = observations.Between(earliest, latest);
        var skipped = new LocatedGranule { Name = source.Name, Product = "", NearestMissTime = observations.NearestOutside(earliest, latest) };
        if (block.Count == 0) return skipped;
        if (source.Extent is not { } extent) return null;
        var reach = Math.Max(protocol.RadiusKm ?? 0, protocol.Shape is MacroPixelShape.Disc disc ? disc.RadiusKm : 0);
        for (var at = 0; at < block.Count; at++)
        {
            if (extent.IsNear(block.Latitudes.Span[at], block.Longitudes.Span[at], Math.Max(reach, CatalogueMarginKm))) return null;
            skipped.Candidates.Add(At(block, at, number, 0, covers, PixelLocation.None(double.NaN)) with { Reason = Rejections.OutsideField });
        }

        return skipped;
    }

    private static Candidate At(ObservationBlock block, int at, int field, int time, TimeInterval? interval, PixelLocation pixel) => new()
    {
        Observation = block.Numbers.Span[at],
        ObservationTime = block.Times.Span[at],
        Position = (block.Latitudes.Span[at], block.Longitudes.Span[at]),
        Field = field,
        Time = time,
        Interval = interval,
        Pixel = pixel,
    };

    private List<(long Earliest, long Latest)> Windows(IField field)
    {
        if (field.Times.Count == 0)
        {
            return protocol.Window.IsAny
                ? [(long.MinValue, long.MaxValue)]
                : throw OceanException.BadInput($"{field.Source}: there is no time in the file, so nothing can be within a time window of it; use --within any to match by position alone");
        }

        var spacing = field.Times.Count > 1 ? field.Times.Zip(field.Times.Skip(1), (a, b) => Math.Abs(b.Centre - a.Centre)).Min() : 0;
        return [.. field.Times.Select(step => protocol.Window.Around(step, spacing))];
    }

    private long NearestMiss(List<(long Earliest, long Latest)> windows) =>
        windows.Count == 0 ? long.MaxValue : windows.Min(window => observations.NearestOutside(window.Earliest, window.Latest));

    private PixelLocator Locator(IField field)
    {
        // A disc takes its nearest pixel from within itself.
        var radius = protocol.RadiusKm ?? (protocol.Shape is MacroPixelShape.Disc disc ? disc.RadiusKm : null);
        try
        {
            return PixelLocator.For(field.Geometry, radius, threads);
        }
        catch (OceanException exception) when (!exception.Message.StartsWith(field.Source, StringComparison.Ordinal))
        {
            throw new OceanException(exception.Code, $"{field.Source}: {exception.Message}", exception);
        }
    }

    private PixelLocation[] Pixels(PixelLocator locator, ObservationBlock block, bool[] used)
    {
        var rows = Enumerable.Range(0, used.Length).Where(at => used[at]).ToArray();
        var found = locator.LocateAll(
            Array.ConvertAll(rows, at => block.Latitudes.Span[at]), Array.ConvertAll(rows, at => block.Longitudes.Span[at]), threads);
        var pixels = new PixelLocation[used.Length];
        for (var i = 0; i < rows.Length; i++) pixels[rows[i]] = found[i];
        return pixels;
    }

    private Candidate Place(
        Candidate candidate, int at, FieldGeometry geometry, PixelLocator locator, int period, Dictionary<int, IReadOnlyList<PixelLocation>> footprints)
    {
        var pixel = candidate.Pixel;
        if (!pixel.IsFound) return candidate with { Reason = Rejections.OutsideField };
        var time = Math.Max(0, candidate.Time);
        Footprint footprint;
        if (protocol.Shape is MacroPixelShape.Box box)
        {
            footprint = new Footprint(PixelBox.Around(time, pixel.Row, pixel.Column, box.Size), null);
        }
        else
        {
            // The same for every time step of the field.
            if (!footprints.TryGetValue(at, out var members))
                footprints.Add(at, members = locator.Within(candidate.Position.Latitude, candidate.Position.Longitude, protocol.Shape.Area!));
            footprint = members.Count > 0 ? Footprint.Of(time, members, period) : new Footprint(PixelBox.Around(time, pixel.Row, pixel.Column, 1), null);
        }

        var dropped = protocol.Edges == EdgePolicy.Drop && !footprint.Box.IsInside(geometry.Rows, geometry.Columns, period);
        return candidate with { Centre = geometry[pixel.Row, pixel.Column], Footprint = footprint, Reason = dropped ? Rejections.AtFieldEdge : null };
    }
}
