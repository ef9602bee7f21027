using OceanML.Core;
using OceanML.Formats.Fields;

namespace OceanML.Formats.Remote;

/// <summary>
/// A grid of an ERDDAP server. Its axes are asked first; then the indices of the cells and time steps wanted, and nothing else, in pieces of time that
/// the server can give.
/// </summary>
public sealed class ErddapGrid
{
    private const long MostBytes = 200L << 20;
    private const int LeastSteps = 4;

    private readonly ErddapClient client;
    private readonly ErddapInfo info;
    private readonly string[] dimensions;
    private readonly ErddapAxes axes;

    private ErddapGrid(ErddapClient client, ErddapInfo info, string[] dimensions, ErddapAxes axes) =>
        (this.client, this.info, this.dimensions, this.axes) = (client, info, dimensions, axes);

    /// <summary>Asks for the axes of a grid.</summary>
    /// <exception cref="OceanException">It has no time, latitude and longitude, or the server fails.</exception>
    public static ErddapGrid Open(ErddapClient client, ErddapInfo info)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(info);
        string[] dimensions = [.. info.Variables.Where(variable => variable.IsDimension).Select(variable => variable.Name)];
        foreach (var needed in (ReadOnlySpan<string>)["time", "latitude", "longitude"])
        {
            if (!dimensions.Contains(needed)) throw OceanException.BadInput($"{client.Address.Text}: has no {needed}; its dimensions are {string.Join(", ", dimensions)}");
        }

        var (reply, path) = client.Fetch(Uri.EscapeDataString(string.Join(',', dimensions)));
        if (reply != ErddapReply.Here) throw OceanException.Unreachable($"{client.Address.Text}: the server does not give the axes of the grid");
        var axes = ErddapAxes.Read(path, client.Address.Text, dimensions);
        File.Delete(path);
        return new ErddapGrid(client, info, dimensions, axes);
    }

    /// <summary>Fetches what is selected; each piece of time is given as a field, and is gone when <paramref name="take"/> returns.</summary>
    /// <param name="selection">What is wanted.</param>
    /// <param name="take">Takes the pieces, in order of time.</param>
    /// <param name="log">Takes a line on each request that is split.</param>
    /// <exception cref="OceanException">Nothing is selected, a name does not exist, or the server fails.</exception>
    public void Read(ErddapGridSelection selection, Action<IField> take, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var variables = Variables(selection);
        var (first, last) = axes.Period(selection.Start, selection.End);
        var areas = Areas(selection);
        var stride = Math.Max(1, selection.Strides.GetValueOrDefault("time", 1));
        var bytesPerStep = variables.Sum(variable => variable.Type switch { "double" or "long" => 8L, "short" or "ushort" => 2, "byte" or "ubyte" => 1, _ => 4 })
            * areas.Max(area => area.Where(range => range.Key != "time").Aggregate(1L, (product, range) => product * (((range.Value.Last - range.Value.First) / Stride(selection, range.Key)) + 1)));
        var steps = ((last - first) / stride) + 1;
        var together = (int)Math.Clamp(MostBytes / Math.Max(1, bytesPerStep), Math.Min(LeastSteps, steps), steps);
        var pieces = (steps + together - 1) / together;
        for (var piece = 0; piece < pieces; piece++) Fetch((int)((long)steps * piece / pieces), (int)((long)steps * (piece + 1) / pieces));

        void Fetch(int from, int to)
        {
            var paths = new List<string>();
            var fields = new List<IField>();
            try
            {
                foreach (var area in areas)
                {
                    var ranges = new Dictionary<string, (int First, int Last)>(area) { ["time"] = (first + (from * stride), first + ((to - 1) * stride)) };
                    var (reply, path) = client.Fetch(Query(variables, ranges, selection));
                    if (reply == ErddapReply.TooMuch && to - from > 1)
                    {
                        var middle = from + ((to - from) / 2);
                        log($"too much for the server at once: {to - from} time steps are asked in two parts");
                        Fetch(from, middle);
                        Fetch(middle, to);
                        return;
                    }

                    if (reply != ErddapReply.Here) throw OceanException.Unreachable($"{client.Address.Text}: the server does not give {variables.Count} variables at {to - from} time steps; ask for less with --box or --stride");
                    paths.Add(path);
                }

                foreach (var path in paths) fields.Add(new NamedField(FieldFile.Open(path), client.Address.Text));
                take(fields.Count == 1 ? fields[0] : new SideBySideField(fields));
            }
            finally
            {
                foreach (var field in fields) field.Dispose();
                foreach (var path in paths) File.Delete(path);
            }
        }
    }

    private List<ErddapVariable> Variables(ErddapGridSelection selection)
    {
        List<ErddapVariable> data = [.. info.Variables.Where(variable => !variable.IsDimension && variable.Type != "String")];
        if (selection.Variables.Count == 0) return data;
        var chosen = new List<ErddapVariable>();
        foreach (var name in selection.Variables)
        {
            var matching = ErddapNames.Match(data, name);
            if (matching.Count == 0) throw ErddapNames.Missing(client.Address, "variable", name, data);
            chosen.AddRange(matching);
        }

        return [.. chosen.Distinct()];
    }

    // Index ranges of all dimensions but time: one set, or two on both sides of the seam of the longitudes.
    private List<Dictionary<string, (int First, int Last)>> Areas(ErddapGridSelection selection)
    {
        var common = new Dictionary<string, (int, int)>();
        foreach (var dimension in dimensions.Where(dimension => dimension is not ("time" or "latitude" or "longitude")))
            common[dimension] = axes.Levels(dimension, selection.Level, selection.AllLevels, info.Find(dimension)?["units"]);
        if (selection.Point is var (latitude, longitude))
        {
            common["latitude"] = axes.Round("latitude", latitude, selection.RadiusKm, latitude);
            common["longitude"] = axes.Round("longitude", longitude, selection.RadiusKm, latitude);
            return [common];
        }

        // One cell alone would look like the place of a mooring: a neighbour comes along, which the box leaves out again.
        var rows = axes.Rows(selection.Box!);
        if (rows.First == rows.Last) rows = (Math.Max(0, rows.First - 1), Math.Min(axes["latitude"].Length - 1, rows.Last + 1));
        common["latitude"] = rows;
        return [.. axes.Columns(selection.Box!).Select(columns => new Dictionary<string, (int, int)>(common) { ["longitude"] = columns })];
    }

    private string Query(List<ErddapVariable> variables, Dictionary<string, (int First, int Last)> ranges, ErddapGridSelection selection)
    {
        var slab = string.Concat(dimensions.Select(dimension => FormattableString.Invariant($"[{ranges[dimension].First}:{Stride(selection, dimension)}:{ranges[dimension].Last}]")));
        return Uri.EscapeDataString(string.Join(',', variables.Select(variable => variable.Name + slab)));
    }

    // At a point every cell counts.
    private static int Stride(ErddapGridSelection selection, string dimension) =>
        selection.Point is not null && dimension != "time" ? 1 : Math.Max(1, selection.Strides.GetValueOrDefault(dimension, 1));
}
