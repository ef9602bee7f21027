using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Makes time series at points, or of the mean over an area, from fields given one after the other: years of files in any order, one variable per file
/// or several.
/// </summary>
public sealed class SeriesBuilder(SeriesOptions options)
{
    private readonly List<SeriesPart> parts = [];
    private readonly Dictionary<string, SeriesVariable> variables = [];
    private readonly SortedDictionary<string, long> rejected = new(StringComparer.Ordinal);
    private readonly List<string> warnings = [];
    private readonly HashSet<string> said = [];
    private FieldGeometry? geometry;
    private CellSet?[] cells = [];
    private long rowsRead;

    private int PlaceCount => options.Box is null ? options.Points.Count : 1;

    /// <summary>Adds the time steps of a field.</summary>
    /// <returns>Whether the field has any of the variables wanted.</returns>
    /// <exception cref="OceanException">It has no time, lacks a level, a variable has another unit than before, or an axis is not monotonic.</exception>
    public bool Add(IField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var chosen = options.Choose(field);
        if (chosen.Count == 0) return false;
        if (field.Times.Count == 0) throw OceanException.BadInput($"{field.Source}: has no time, neither an axis nor attributes");
        foreach (var warning in field.Warnings) Say($"{field.Source}: {warning}");
        var slots = SeriesSlot.Of(field, chosen, options);
        foreach (var variable in chosen) Note(field, variable, slots);
        options.Mask.Check(field.Source, field.Product, field.Flags);
        Locate(field);

        var refused = new Dictionary<string, int>();
        var isInstant = chosen.All(variable => variable.CellMethods?.Contains("time: point", StringComparison.Ordinal) == true);
        SeriesTime[] times = [.. SeriesTime.Of(field, options, isInstant, refused)];
        rowsRead += (long)field.Times.Count * PlaceCount * slots.Length;
        foreach (var (reason, steps) in refused) Reject(reason, (long)steps * PlaceCount * slots.Length);
        int[] inside = [.. Enumerable.Range(0, PlaceCount).Where(place => cells[place] is not null)];
        Reject("outside_field", (long)(PlaceCount - inside.Length) * times.Length * slots.Length);
        if (inside.Length == 0 || times.Length == 0) return true;

        CellSet[] sets = [.. inside.Select(place => cells[place]!)];
        var part = new SeriesPart(inside, slots, times) { Cells = [.. sets.Select(set => set.Cell)] };
        var reading = new SeriesReading(field, options.Mask);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            foreach (var (variable, band, column, naming) in slots[slot].Readings) Read(part, reading, sets, slot, variable, band, column, naming.Conversion);
        }

        parts.Add(part);
        return true;
    }

    /// <summary>The series, by place, level and time; rows of one time from several fields become one.</summary>
    public SeriesResult Finish()
    {
        var merge = new SeriesMerge(parts, variables, options);
        var table = merge.Table();
        if (merge.Joined > 0) Reject("joined_with_other_variables", merge.Joined);
        if (merge.Repeated > 0) Reject("duplicate_time", merge.Repeated);
        if (merge.Different > 0) Say($"{merge.Different} values of time steps that occur twice differ; the first in the order of the files was kept");
        warnings.AddRange(merge.Empty());
        return new SeriesResult(table, rowsRead, rejected, warnings, [.. variables.Values.Select(variable => variable.Renamed).OfType<string>()]);
    }

    private void Read(SeriesPart part, SeriesReading reading, CellSet[] sets, int slot, FieldVariable variable, int band, string column, UnitConversion? conversion)
    {
        var values = part.Column(column);
        if (options.Box is null)
        {
            reading.Read(variable, band, conversion, sets, part.Times, (place, time, cellValues) => values[part.Row(place, slot, time)] = AtPoint(cellValues, sets[place].Weights));
            return;
        }

        var (sd, least, most) = (part.Column(column + "_sd"), part.Column(column + "_min"), part.Column(column + "_max"));
        var (count, share) = (part.Column(column + "_n"), part.Column(column + "_valid_share"));
        reading.Read(variable, band, conversion, sets, part.Times, (place, time, cellValues) =>
        {
            var row = part.Row(place, slot, time);
            (values[row], sd[row], least[row], most[row], var n, share[row]) = SeriesStatistics.Of(cellValues, sets[place].Weights, sets[place].Members);
            count[row] = n;
        });
    }

    private static double AtPoint(ReadOnlySpan<double> cells, double[] weights)
    {
        if (cells.Length == 1) return cells[0];
        var sum = 0.0;
        for (var i = 0; i < cells.Length; i++) sum += weights[i] * cells[i];
        return sum;
    }

    private void Note(IField field, FieldVariable variable, SeriesSlot[] slots)
    {
        foreach (var (column, naming) in slots.SelectMany(slot => slot.Readings).Where(reading => reading.Variable == variable).Select(reading => (reading.Column, reading.Naming)).Distinct())
        {
            if (!variables.TryGetValue(column, out var known))
            {
                variables.Add(column, new SeriesVariable(variable, naming, field.Provenance, field.Product, field.Source, field.Provenance.Origin ?? options.Origin ?? "estimated"));
                if (field.Provenance.Origin is null && options.Origin is null)
                    Say($"{field.Source}: does not tell whether '{variable.Name}' is measured, estimated or simulated; it is called estimated (--origin says otherwise)");
                if (variable.IsAccumulated) Say($"'{variable.Name}' ({variable.Unit}) is summed over each time step, which ends at the time in the file; it is not divided by its length");
            }
            else if (known.Naming.Unit != naming.Unit)
            {
                throw OceanException.BadInput($"{field.Source}: '{variable.Name}' is in {variable.Unit ?? "no unit"}, in {known.Field} it is in {known.Variable.Unit ?? "no unit"}; give files of one unit");
            }
        }
    }

    // Files of one archive are mostly on one grid.
    private void Locate(IField field)
    {
        if (geometry is not null && SameGeometry.Are(geometry, field.Geometry)) return;
        geometry = field.Geometry;
        var locator = PixelLocator.For(geometry, options.RadiusKm);
        if (options.Box is { } box)
        {
            cells = [CellChoice.Inside(geometry, box, locator.Period)];
            if (cells[0] is null) Say($"{field.Source}: no cell has its centre in the box; for a box smaller than a cell take the point");
            return;
        }

        if (options.Method == PointMethod.Bilinear && locator is not GridLocator)
            throw OceanException.Usage($"{field.Source}: bilinear interpolation is for grids with one latitude per row and one longitude per column; take nearest here");
        cells = [.. options.Points.Select(point => options.Method == PointMethod.Bilinear
            ? CellChoice.Bilinear((FieldGeometry.Grid)geometry, (GridLocator)locator, point.Latitude, point.Longitude)
            : locator.Locate(point.Latitude, point.Longitude) is { IsFound: true } found ? CellSet.One(found, geometry) : null)];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is null) Say(FormattableString.Invariant($"{field.Source}: '{options.Points[i].Name}' ({options.Points[i].Latitude:0.####}, {options.Points[i].Longitude:0.####}) lies outside of the field"));
        }
    }

    private void Say(string warning)
    {
        if (said.Add(warning)) warnings.Add(warning);
    }

    private void Reject(string reason, long count)
    {
        if (count > 0) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
    }
}
