using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Puts the parts of series together: sorted by place, level and time, rows of one time step joined.</summary>
internal sealed class SeriesMerge
{
    private readonly List<SeriesPart> parts;
    private readonly Dictionary<string, SeriesVariable> variables;
    private readonly SeriesOptions options;
    private readonly List<string> columns;
    private readonly RowKey[] rows;
    private readonly int[] firsts;

    public SeriesMerge(List<SeriesPart> parts, Dictionary<string, SeriesVariable> variables, SeriesOptions options)
    {
        (this.parts, this.variables, this.options) = (parts, variables, options);
        columns = [.. parts.SelectMany(part => part.Columns.Keys).Distinct()];
        rows = Keys(parts);
        Array.Sort(rows);
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || !rows[i].IsSame(rows[i - 1])) starts.Add(i);
        }

        firsts = [.. starts];
        Count();
    }

    /// <summary>Rows joined into another of the same time, to which they added variables.</summary>
    public long Joined { get; private set; }

    /// <summary>Rows whose time step another file had given already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Values of such rows that differ from the ones kept.</summary>
    public long Different { get; private set; }

    /// <summary>The series.</summary>
    public Table Table()
    {
        var result = new List<Column> { Text("platform", key => Place(key.Place).Name), Times("time", key => key.Time.Time, "time") };
        if (rows.Any(key => key.Time.End > key.Time.Start))
        {
            result.Add(Times("time_start", key => key.Time.Start, null));
            result.Add(Times("time_end", key => key.Time.End, null));
        }

        if (rows.Any(key => key.Time.ModelDate is not null)) result.Add(Text("model_date", key => key.Time.ModelDate));
        result.Add(Number("latitude", key => Place(key.Place).Latitude, new ColumnMetadata("degrees_north", "latitude")));
        result.Add(Number("longitude", key => Place(key.Place).Longitude, new ColumnMetadata("degrees_east", "longitude")));
        foreach (var axis in parts.SelectMany(part => part.Slots).Select(slot => slot.Axis).OfType<VerticalAxis>().DistinctBy(axis => axis.ColumnName))
            result.Add(Number(axis.ColumnName, key => key.Slot.Axis?.ColumnName == axis.ColumnName ? key.Slot.Level : double.NaN, new ColumnMetadata(axis.Unit, axis.StandardName)));
        if (parts.Exists(part => Array.Exists(part.Cells, cell => cell is not null)))
        {
            result.Add(Number("cell_latitude", key => key.Cell?.Latitude ?? double.NaN, new ColumnMetadata("degrees_north", LongName: "Latitude of the centre of the cell")));
            result.Add(Number("cell_longitude", key => key.Cell?.Longitude ?? double.NaN, new ColumnMetadata("degrees_east", LongName: "Longitude of the centre of the cell")));
            result.Add(Number("cell_distance", key => key.Cell?.DistanceKm ?? double.NaN, new ColumnMetadata("km", LongName: "Distance from the point to the centre of the cell")));
        }

        foreach (var name in columns) result.AddRange(Values(name));
        return new Table(result, Metadata());
    }

    /// <summary>Warnings of series without any value.</summary>
    public IEnumerable<string> Empty()
    {
        foreach (var (name, _) in variables)
        {
            if (!columns.Contains(name)) continue;
            var hasValue = new Dictionary<int, bool>();
            foreach (var key in rows)
            {
                var known = hasValue.GetValueOrDefault(key.Place);
                hasValue[key.Place] = known || (key.Part.Provides(name, key.SlotIndex) && !double.IsNaN(key.Part.Columns[name][key.Row]));
            }

            foreach (var (place, has) in hasValue.Where(pair => !pair.Value))
                yield return $"'{name}' has no value at '{Place(place).Name}' at any time: its cell is masked, e.g. as land";
        }
    }

    private IEnumerable<Column> Values(string name)
    {
        var values = new double[firsts.Length];
        var origins = new string?[firsts.Length];
        for (var i = 0; i < firsts.Length; i++)
        {
            values[i] = double.NaN;
            if (Provider(i, name) is not { } key) continue;
            values[i] = key.Part.Columns[name][key.Row];
            if (!double.IsNaN(values[i]) && variables.TryGetValue(name, out var variable)) origins[i] = variable.Origin;
        }

        if (variables.TryGetValue(name, out var known))
        {
            yield return new NumberColumn(name, values, known.Metadata);
            yield return new TextColumn(name + "_origin", origins);
            yield break;
        }

        var (of, statistic) = Statistic(name);
        yield return new NumberColumn(name, values, new ColumnMetadata(statistic is "n" or "valid_share" ? "1" : variables[of].Naming.Unit, LongName: Words(statistic)), statistic == "n" ? NumberKind.Int64 : NumberKind.Float64);
    }

    private (string Of, string Statistic) Statistic(string name)
    {
        var of = variables.Keys.Where(known => name.StartsWith(known + "_", StringComparison.Ordinal)).MaxBy(known => known.Length)!;
        return (of, name[(of.Length + 1)..]);
    }

    private static string Words(string statistic) => statistic switch
    {
        "sd" => "Standard deviation over the area, weighted by the area of the cells",
        "min" => "Smallest value in the area",
        "max" => "Greatest value in the area",
        "n" => "Number of cells with a value",
        _ => "Share of the cells of the area that have a value",
    };

    private RowKey? Provider(int row, string name)
    {
        for (var at = firsts[row]; at < End(row); at++)
        {
            if (rows[at].Part.Columns.ContainsKey(name) && rows[at].Part.Provides(Main(name), rows[at].SlotIndex)) return rows[at];
        }

        return null;
    }

    private string Main(string name) => variables.ContainsKey(name) ? name : Statistic(name).Of;

    private void Count()
    {
        for (var row = 0; row < firsts.Length; row++)
        {
            if (End(row) - firsts[row] == 1) continue;
            var given = new Dictionary<string, double>();
            for (var at = firsts[row]; at < End(row); at++)
            {
                var adds = false;
                foreach (var column in rows[at].Slot.Columns)
                {
                    var value = rows[at].Part.Columns[column][rows[at].Row];
                    if (given.TryAdd(column, value)) adds = true;
                    else if (!given[column].Equals(value)) Different++;
                }

                if (at == firsts[row]) continue;
                if (adds) Joined++;
                else Repeated++;
            }
        }
    }

    private int End(int row) => row + 1 < firsts.Length ? firsts[row + 1] : rows.Length;

    private SeriesPoint Place(int place) => options.Box is { } box ? new SeriesPoint(options.AreaName, (box.South + box.North) / 2, Sphere.NormalizeLongitude(box.West + (Width(box) / 2))) : options.Points[place];

    private static double Width(GeoBox box) => box.East >= box.West ? box.East - box.West : box.East - box.West + 360;

    private TextColumn Text(string name, Func<RowKey, string?> value) => new(name, [.. firsts.Select(first => value(rows[first]))]);

    private TimeColumn Times(string name, Func<RowKey, long> value, string? standardName) => new(name, [.. firsts.Select(first => value(rows[first]))], new ColumnMetadata(StandardName: standardName));

    private NumberColumn Number(string name, Func<RowKey, double> value, ColumnMetadata metadata) =>
        new(name, [.. firsts.Select(first => name == "longitude" ? Sphere.NormalizeLongitude(value(rows[first])) : value(rows[first]))], metadata);

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>();
        Add("title", variable => variable.Provenance.Title);
        Add("source", variable => variable.Provenance.Source);
        Add("licence", variable => variable.Provenance.Licence);
        return metadata;

        void Add(string key, Func<SeriesVariable, string?> value)
        {
            var texts = variables.Values.Select(value).OfType<string>().Distinct().ToList();
            if (texts.Count > 0) metadata[key] = string.Join("; ", texts);
        }
    }

    private static RowKey[] Keys(List<SeriesPart> parts)
    {
        var keys = new RowKey[parts.Sum(part => part.RowCount)];
        var at = 0;
        for (var number = 0; number < parts.Count; number++)
        {
            var part = parts[number];
            for (var place = 0; place < part.Places.Length; place++)
            {
                for (var slot = 0; slot < part.Slots.Length; slot++)
                {
                    for (var time = 0; time < part.Times.Length; time++) keys[at++] = new RowKey(part, number, place, slot, time);
                }
            }
        }

        return keys;
    }

    /// <summary>A row of a part.</summary>
    private readonly struct RowKey(SeriesPart part, int number, int place, int slot, int time) : IComparable<RowKey>
    {
        public SeriesPart Part => part;

        public int Place => part.Places[place];

        public (double Latitude, double Longitude, double DistanceKm)? Cell => part.Cells[place];

        public int SlotIndex => slot;

        public SeriesSlot Slot => part.Slots[slot];

        public SeriesTime Time => part.Times[time];

        public int Row => part.Row(place, slot, time);

        private int Number => number;

        public bool IsSame(RowKey other) => Compare(other, exact: false) == 0;

        public int CompareTo(RowKey other) => Compare(other, exact: true);

        private int Compare(RowKey other, bool exact)
        {
            var order = Place.CompareTo(other.Place);
            if (order == 0) order = string.CompareOrdinal(Slot.Axis?.ColumnName, other.Slot.Axis?.ColumnName);
            if (order == 0) order = Slot.Level.CompareTo(other.Slot.Level);
            if (order == 0) order = Time.Time.CompareTo(other.Time.Time);
            if (order == 0) order = Time.Start.CompareTo(other.Time.Start);
            if (order == 0) order = Time.End.CompareTo(other.Time.End);
            if (order == 0) order = string.CompareOrdinal(Time.ModelDate, other.Time.ModelDate);
            if (order == 0 && exact) order = Number.CompareTo(other.Number);
            return order == 0 && exact ? Row.CompareTo(other.Row) : order;
        }
    }
}
