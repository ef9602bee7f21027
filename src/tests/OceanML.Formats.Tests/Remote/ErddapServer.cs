using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using static OceanML.Tests.Remote.LoopbackServer;

namespace OceanML.Tests.Remote;

/// <summary>
/// A server that answers as ERDDAP does: <c>info/ID/index.json</c>, tabledap queries with constraints on a real file of buoy 46026, griddap queries with
/// indices on a real file of OC-CCI that ERDDAP wrote, and its error texts. It decodes queries by itself, from their text on the wire.
/// </summary>
internal sealed class ErddapServer : IDisposable
{
    private static readonly string[] Columns = ["longitude", "latitude", "altitude", "time", "station", "wd", "wspd", "atmp", "wtmp"];
    private static readonly string[] Units = ["degrees_east", "degrees_north", "m", "seconds since 1970-01-01T00:00:00Z", "", "degrees_true", "m s-1", "degree_C", "degree_C"];
    private static readonly string[] StandardNames = ["longitude", "latitude", "altitude", "time", "", "wind_from_direction", "wind_speed", "air_temperature", "sea_surface_temperature"];

    private readonly LoopbackServer server;
    private readonly List<string[]> rows = [];
    private readonly string? grid;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("erddap-");

    public ErddapServer(string? buoy = null, string? grid = null, double longitudeShift = 0)
    {
        this.grid = grid;
        if (buoy is not null)
        {
            foreach (var line in File.ReadLines(buoy).Where(line => line.Length > 0 && !line.StartsWith('#')).Skip(4))
            {
                var cells = line.Split(',', StringSplitOptions.TrimEntries);
                if (cells.Length != Columns.Length) continue;
                cells[0] = (double.Parse(cells[0], CultureInfo.InvariantCulture) + longitudeShift).ToString(CultureInfo.InvariantCulture);
                rows.Add(cells);
            }
        }

        server = new LoopbackServer(Answer);
    }

    /// <summary>Address of the dataset that the server has.</summary>
    public string Dataset => $"{server.Url}/erddap/{(grid is null ? "tabledap" : "griddap")}/set1";

    public string Url => server.Url;

    /// <summary>Comes before the server's own answer; null leaves it to the server.</summary>
    public Func<string, int, Reply?> Instead { get; set; } = (_, _) => null;

    /// <summary>More rows or values than these are too much for one request.</summary>
    public int MostRows { get; set; } = int.MaxValue;

    /// <summary>The decoded queries for data, in order.</summary>
    public IReadOnlyList<string> Queries => [.. server.Targets.Where(target => target.Contains(".nc?", StringComparison.Ordinal)).Select(target => Uri.UnescapeDataString(target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..]))];

    /// <summary>All targets as on the wire.</summary>
    public IReadOnlyList<string> Targets => [.. server.Targets];

    public int RowCount => rows.Count;

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    public static Reply Error(int code, string message, int status) => Reply.Text($"Error {{\n    code={code};\n    message=\"{message}\";\n}}\n", status);

    private Reply Answer(string target, int times)
    {
        if (Instead(target, times) is { } instead) return instead;
        if (target.Contains("/info/set1/index.json", StringComparison.Ordinal)) return Reply.Text(Info().ToJsonString());
        if (target.StartsWith("/erddap/tabledap/set1.nc?", StringComparison.Ordinal) && grid is null) return Table(target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        if (target.StartsWith("/erddap/griddap/set1.nc?", StringComparison.Ordinal) && grid is not null) return Grid(Uri.UnescapeDataString(target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..]));
        return Error(404, "Not Found: Currently unknown datasetID=" + target.Split('/')[^1], 404);
    }

    private JsonObject Info()
    {
        var table = new JsonArray { Row("attribute", "NC_GLOBAL", "title", "String", "As ERDDAP serves it") };
        if (grid is null)
        {
            for (var i = 0; i < Columns.Length; i++)
            {
                table.Add((JsonNode)Row("variable", Columns[i], "", Columns[i] is "time" ? "double" : Columns[i] is "station" ? "String" : "float", ""));
                if (Columns[i] == "station") table.Add((JsonNode)Row("attribute", "station", "cf_role", "String", "timeseries_id"));
                if (Units[i].Length > 0) table.Add((JsonNode)Row("attribute", Columns[i], "units", "String", Units[i]));
                if (StandardNames[i].Length > 0) table.Add((JsonNode)Row("attribute", Columns[i], "standard_name", "String", StandardNames[i]));
                if (Columns[i] is not ("time" or "longitude")) continue;
                var values = rows.Select(row => Number(row, i)).ToList();
                table.Add((JsonNode)Row("attribute", Columns[i], "actual_range", "double", string.Create(CultureInfo.InvariantCulture, $"{values.Min()}, {values.Max()}")));
            }
        }
        else
        {
            using var file = NetCdfFile.Open(grid);
            foreach (var dimension in file.Root.Dimensions) table.Add((JsonNode)Row("dimension", dimension.Name, "", "double", $"nValues={dimension.Length}, evenlySpaced=true, averageSpacing=1"));
            foreach (var variable in file.Variables.Where(variable => variable.Dimensions.Count > 1))
            {
                table.Add((JsonNode)Row("variable", variable.Name, "", "float", string.Join(", ", variable.Dimensions.Select(dimension => dimension.Name))));
                table.Add((JsonNode)Row("attribute", variable.Name, "units", "String", variable.Unit ?? ""));
                table.Add((JsonNode)Row("attribute", variable.Name, "standard_name", "String", variable.StandardName ?? ""));
            }
        }

        return new JsonObject { ["table"] = new JsonObject { ["columnNames"] = new JsonArray("Row Type", "Variable Name", "Attribute Name", "Data Type", "Value"), ["rows"] = table } };

        static JsonArray Row(params string[] cells) => new([.. cells.Select(cell => (JsonNode)cell)]);
    }

    private Reply Table(string query)
    {
        var parts = query.Split('&').Select(Uri.UnescapeDataString).ToArray();
        var names = parts[0].Split(',');
        if (names.FirstOrDefault(name => !Columns.Contains(name)) is { } unknown) return Error(400, $"Bad Request: Query error: Unrecognized variable=\\\"{unknown}\\\".", 400);
        var kept = rows;
        foreach (var constraint in parts[1..])
        {
            var mark = new[] { "<=", ">=", "!=", "=", "<", ">" }.First(candidate => constraint.Contains(candidate, StringComparison.Ordinal));
            var at = constraint.IndexOf(mark, StringComparison.Ordinal);
            var column = Array.IndexOf(Columns, constraint[..at]);
            var value = constraint[(at + mark.Length)..];
            if (column == 4 && !value.StartsWith('"')) return Error(400, "Bad Request: Query error: For tabledap queries, constraints of String variables must be in double quotes.", 400);
            kept = [.. kept.Where(row => Fits(row, column, mark, value))];
        }

        if (kept.Count == 0) return Error(404, "Not Found: Your query produced no matching results. (nRows = 0)", 404);
        if (kept.Count > MostRows) return Error(413, "Payload Too Large: Your query produced too much data.  Try to request less data.", 413);
        return new Reply(Write(names, kept)) { IsChunked = true };
    }

    private static double Number(string[] row, int column) => Columns[column] == "time"
        ? Timestamp.Parse(row[column]) / (double)Timestamp.PerSecond
        : double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static bool Fits(string[] row, int column, string mark, string value)
    {
        var order = column == 4
            ? string.CompareOrdinal(row[column], value.Trim('"'))
            : Number(row, column).CompareTo(column == 3 ? Timestamp.Parse(value) / (double)Timestamp.PerSecond : double.Parse(value, CultureInfo.InvariantCulture));
        return mark switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private byte[] Write(string[] names, List<string[]> kept)
    {
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        using (var writer = NetCdfWriter.Create(path, NetCdfFormat.Classic))
        {
            writer.Root.Dimension("row", kept.Count).Dimension("station_strlen", 5).Attribute("cdm_data_type", "TimeSeries").Attribute("title", "As ERDDAP serves it");
            var variables = new List<(int Column, NetCdfVariableWriter Variable)>();
            foreach (var name in names)
            {
                var column = Array.IndexOf(Columns, name);
                var variable = column == 4
                    ? writer.Root.Variable(name, NetCdfType.Char, "row", "station_strlen").Attribute("cf_role", "timeseries_id")
                    : writer.Root.Variable(name, column == 3 ? NetCdfType.Float64 : NetCdfType.Float32, "row").Attribute("units", Units[column]).Attribute("standard_name", StandardNames[column]);
                if (column is not (3 or 4)) variable.Fill(-9999999);
                variables.Add((column, variable));
            }

            foreach (var (column, variable) in variables)
            {
                if (column == 4) variable.Write([.. kept.Select(row => row[column])]);
                else variable.Write([.. kept.Select(row => Number(row, column))]);
            }

            writer.Close();
        }

        return File.ReadAllBytes(path);
    }

    // var[a:s:b][a:s:b][a:s:b],… or axes alone: time,latitude,longitude
    private Reply Grid(string query)
    {
        using var file = NetCdfFile.Open(grid!);
        var dimensions = file.Root.Dimensions.Select(dimension => dimension.Name).ToArray();
        var whole = file.Root.Dimensions.Select(dimension => (First: 0L, Step: 1L, Last: dimension.Length - 1)).ToArray();
        var names = query.Split(',').Select(part => part.Split('[')[0]).ToArray();
        var ranges = query.Contains('[', StringComparison.Ordinal)
            ? query.Split(',')[0].Split('[')[1..].Select(text => text.TrimEnd(']').Split(':').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray()).Select(n => (First: n[0], Step: n[1], Last: n[2])).ToArray()
            : whole;
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].Last > whole[i].Last) return Error(404, $"Not Found: Query error: For variable={names[0]} axis#{i}: Stop={ranges[i].Last} is greater than the axis maximum={whole[i].Last}.", 404);
        }

        var counts = ranges.Select(range => ((range.Last - range.First) / range.Step) + 1).ToArray();
        if (names.Any(name => file[name].Dimensions.Count > 1) && counts.Aggregate(1L, (product, count) => product * count) > MostRows)
            return Error(413, "Payload Too Large: Your query produced too much data.  Try to request less data. [memory] more than the .nc 2 GB limit.", 413);
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        using (var writer = NetCdfWriter.Create(path, NetCdfFormat.Classic))
        {
            for (var i = 0; i < dimensions.Length; i++) writer.Root.Dimension(dimensions[i], counts[i]);
            foreach (var attribute in (ReadOnlySpan<string>)["title", "cdm_data_type", "Conventions", "license", "processing_level"])
            {
                if (file.Attributes.Text(attribute) is { } text) writer.Root.Attribute(attribute, text);
            }

            var written = new List<(NetCdfVariable Source, NetCdfVariableWriter Target)>();
            foreach (var source in dimensions.Concat(names.Except(dimensions)).Select(name => file[name]))
            {
                var target = writer.Root.Variable(source.Name, source.Type, [.. source.Dimensions.Select(dimension => dimension.Name)]);
                foreach (var attribute in (ReadOnlySpan<string>)["units", "standard_name", "long_name", "axis"])
                {
                    if (source.Attributes.Text(attribute) is { } text) target.Attribute(attribute, text);
                }

                if (source.Dimensions.Count > 1) target.Attribute("_FillValue", source.Type, double.NaN);
                written.Add((source, target));
            }

            foreach (var (source, target) in written)
            {
                var own = source.Dimensions.Select(dimension => Array.IndexOf(dimensions, dimension.Name)).ToArray();
                var values = new double[own.Aggregate(1L, (product, i) => product * counts[i])];
                source.ReadDoubles(new NetCdfSlab([.. own.Select(i => ranges[i].First)], [.. own.Select(i => counts[i])], [.. own.Select(i => ranges[i].Step)]), values);
                target.Write(values);
            }

            writer.Close();
        }

        return new Reply(File.ReadAllBytes(path)) { IsChunked = true };
    }
}
