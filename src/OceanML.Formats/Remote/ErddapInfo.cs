using System.Globalization;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>What an ERDDAP server says of a dataset: its variables with their attributes, and for grids the dimensions.</summary>
public sealed class ErddapInfo
{
    private readonly Dictionary<string, string> global = [];
    private readonly List<ErddapVariable> variables = [];

    private ErddapInfo()
    {
    }

    /// <summary>The variables, those that are dimensions of a grid first.</summary>
    public IReadOnlyList<ErddapVariable> Variables => variables;

    /// <summary>The names of the variables.</summary>
    public IEnumerable<string> Names => variables.Select(variable => variable.Name);

    /// <summary>A global attribute, or null.</summary>
    public string? this[string attribute] => global.GetValueOrDefault(attribute);

    /// <summary>The variable of a name, or null.</summary>
    public ErddapVariable? Find(string name) => variables.Find(variable => variable.Name == name);

    /// <summary>First and last time of the dataset, microseconds since 1970 UTC; null where it does not say.</summary>
    public (long First, long Last)? Times
    {
        get
        {
            if (Find("time")?.ActualRange is var (low, high)) return ((long)Math.Floor(low) * Timestamp.PerSecond, (long)Math.Ceiling(high) * Timestamp.PerSecond);
            return this["time_coverage_start"] is { } start && this["time_coverage_end"] is { } end && Timestamp.TryParse(start, out var first) && Timestamp.TryParse(end, out var last)
                ? (first, last + Timestamp.PerSecond) : null;
        }
    }

    /// <summary>Reads the answer to a request for <c>info/ID/index.json</c>: rows of type, variable, attribute, data type and value.</summary>
    /// <exception cref="OceanException">It is no such answer.</exception>
    public static ErddapInfo Read(string path, string name)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var info = new ErddapInfo();
            foreach (var row in document.RootElement.GetProperty("table").GetProperty("rows").EnumerateArray())
                info.Add(Cell(row, 0), Cell(row, 1), Cell(row, 2), Cell(row, 3), Cell(row, 4));
            return info.variables.Count > 0 ? info : throw OceanException.Unreachable($"{name}: the server describes no variable of this dataset");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw OceanException.Unreachable($"{name}: the server did not answer as an ERDDAP server when asked for the description of the dataset", exception);
        }

        static string Cell(JsonElement row, int at) => row[at].ValueKind == JsonValueKind.String ? row[at].GetString()! : row[at].ToString();
    }

    private void Add(string kind, string name, string attribute, string type, string value)
    {
        if (kind == "attribute" && name == "NC_GLOBAL") global[attribute] = value;
        else if (kind == "attribute") Find(name)?.Set(attribute, value);
        else if (kind == "dimension") variables.Add(new ErddapVariable(name, type, true, [name], Count(value)));
        else if (kind == "variable") variables.Add(new ErddapVariable(name, type, false, value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), 0));
    }

    // nValues=305, evenlySpaced=false, averageSpacing=...
    private static long Count(string description)
    {
        var at = description.IndexOf("nValues=", StringComparison.Ordinal);
        if (at < 0) return 0;
        var digits = description.AsSpan(at + 8);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.Parse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
