using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The cells of fields as rows: time by time, row by row, cell by cell.</summary>
internal static class FieldRows
{
    private const long MostRows = 50_000_000;

    public static (Table Table, FieldGrid? Grid) Read(StepRun run, IReadOnlyList<string> paths, string[] patterns)
    {
        var fields = new List<IField>();
        try
        {
            foreach (var path in paths) fields.Add(FieldFile.Open(path, run.Threads));
            return Read(run, fields, patterns);
        }
        finally
        {
            foreach (var field in fields) field.Dispose();
        }
    }

    private static (Table Table, FieldGrid? Grid) Read(StepRun run, List<IField> fields, string[] patterns)
    {
        var geometry = fields[0].Geometry;
        foreach (var field in fields)
        {
            run.Warn([.. field.Warnings.Select(warning => $"{field.Source}: {warning}")]);
            RequireSame(fields[0], field);
        }

        long[] times = [.. fields.SelectMany(field => field.Times).Select(time => time.Centre).Distinct().Order()];
        var (steps, cells) = (Math.Max(1, times.Length), geometry.Rows * geometry.Columns);
        if ((long)steps * cells > MostRows) throw OceanException.BadInput($"{fields[0].Source}: {steps} times of {cells} cells are {(long)steps * cells} rows, more than the {MostRows} that fit; cut the field first (oceanml-access opendap, or ncks)");
        var columns = new List<Column>();
        if (times.Length > 0) columns.Add(new TimeColumn("time", [.. times.SelectMany(time => Enumerable.Repeat(time, cells))], new ColumnMetadata(StandardName: "time", LongName: "Time (UTC)")));
        var (latitudes, longitudes) = (new double[steps * cells], new double[steps * cells]);
        for (var i = 0; i < latitudes.Length; i++)
        {
            var (latitude, longitude) = geometry[i % cells / geometry.Columns, i % geometry.Columns];
            (latitudes[i], longitudes[i]) = (latitude, Sphere.NormalizeLongitude(longitude));
        }

        columns.Add(new NumberColumn("latitude", latitudes, new ColumnMetadata("degrees_north", "latitude")));
        columns.Add(new NumberColumn("longitude", longitudes, new ColumnMetadata("degrees_east", "longitude")));
        var all = fields.SelectMany(field => field.Variables.SelectMany(variable => Enumerable.Range(0, variable.Bands).Select(variable.BandName))).Distinct().ToList();
        var wanted = (patterns.Length > 0 ? TablePatterns.Match(fields[0].Source, all, patterns) : all).ToHashSet();
        foreach (var name in all.Where(wanted.Contains)) columns.Add(Variable(fields, name, times, steps, cells));
        var metadata = new Dictionary<string, string> { [TableFile.FileKey] = fields[0].Source };
        if (geometry is not FieldGeometry.Grid grid) return (new Table(columns, metadata).WithMetadata("swath", "yes"), null);
        return (new Table(columns, metadata), new FieldGrid(steps, grid.Latitudes, grid.Longitudes));
    }

    /// <summary>A variable at all times: from the file that has it at each; a file without times holds at every one.</summary>
    private static NumberColumn Variable(List<IField> fields, string name, long[] times, int steps, int cells)
    {
        var values = new double[steps * cells];
        Array.Fill(values, double.NaN);
        FieldVariable? described = null;
        foreach (var field in fields)
        {
            if (field.Variables.FirstOrDefault(variable => Enumerable.Range(0, variable.Bands).Any(band => variable.BandName(band) == name)) is not { } variable) continue;
            described ??= variable;
            if (described.Unit != variable.Unit) throw OceanException.BadInput($"{field.Source}: '{name}' is in '{variable.Unit}' here and in '{described.Unit}' in another file");
            var band = Enumerable.Range(0, variable.Bands).First(one => variable.BandName(one) == name);
            var count = Math.Max(1, field.Times.Count);
            for (var time = 0; time < count; time++)
            {
                var read = new double[cells];
                field.Read(variable.Name, new FieldWindow(time, band, 0, 0, field.Geometry.Rows, field.Geometry.Columns), read);
                if (field.Times.Count == 0)
                {
                    for (var step = 0; step < steps; step++) read.CopyTo(values, step * cells);
                }
                else
                {
                    read.CopyTo(values, Array.BinarySearch(times, field.Times[time].Centre) * cells);
                }
            }
        }

        return new NumberColumn(name, values, new ColumnMetadata(described!.Unit, described.StandardName, described.LongName, Source: Path.GetFileName(fields[0].Source)));
    }

    private static void RequireSame(IField first, IField other)
    {
        if (first.Geometry.Rows != other.Geometry.Rows || first.Geometry.Columns != other.Geometry.Columns) throw Different($"{other.Geometry.Rows} x {other.Geometry.Columns} cells against {first.Geometry.Rows} x {first.Geometry.Columns}");
        for (var row = 0; row < first.Geometry.Rows; row++)
        {
            for (var column = 0; column < first.Geometry.Columns; column++)
            {
                var (a, b) = (first.Geometry[row, column], other.Geometry[row, column]);
                if (Math.Abs(a.Latitude - b.Latitude) > 1e-4 || Math.Abs(Sphere.NormalizeLongitude(a.Longitude - b.Longitude)) > 1e-4) throw Different($"cell {row + 1}, {column + 1} is at {a} in one and {b} in the other");
            }
        }

        OceanException Different(string how) => OceanException.BadInput($"{other.Source}: is not on the grid of {first.Source}: {how}; bring them to one grid first");
    }
}
