using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Remote;

/// <summary>Builds the queries of a table: the variables wanted with those that place them, and the constraints, so that the server selects.</summary>
public sealed class ErddapTableQuery
{
    private static readonly string[] Operators = ["!=", "=~", "<=", ">=", "=", "<", ">"];
    private static readonly string[] Places = ["time", "latitude", "longitude", "depth", "altitude", "pressure"];

    private readonly ErddapInfo info;
    private readonly List<string> columns;
    private readonly List<string> constraints = [];
    private readonly List<string> areas;

    /// <summary>Checks a selection against what the server has.</summary>
    /// <param name="address">The dataset.</param>
    /// <param name="info">What the server says of it.</param>
    /// <param name="selection">What is wanted.</param>
    /// <exception cref="OceanException">A variable does not exist, the message lists those that do with their units; or a constraint cannot be read.</exception>
    public ErddapTableQuery(ErddapAddress address, ErddapInfo info, ErddapSelection selection)
    {
        this.info = info;
        columns = Columns(address, info, selection);
        if (selection.Depth is var (least, greatest)) AddDepth(address, least, greatest);
        constraints.AddRange(selection.Constraints.Select(constraint => Checked(address, constraint)));
        if (selection.Box is { } box) Require(address, "latitude", "--box");
        if (selection.Start is not null || selection.End is not null) Require(address, "time", "--start and --end");
        areas = selection.Box is { } area ? Areas(area) : [""];
    }

    /// <summary>The queries for a period, one or two: a box on both sides of the seam of the dataset's longitudes needs two.</summary>
    /// <param name="start">First time, included; null for none.</param>
    /// <param name="end">Last time; null for none.</param>
    /// <param name="endIncluded">Whether the last time belongs to it.</param>
    public IEnumerable<string> Of(long? start, long? end, bool endIncluded)
    {
        var period = (start is { } from ? Constraint($"time>={Timestamp.Format(from)}") : "") + (end is { } to ? Constraint($"time{(endIncluded ? "<=" : "<")}{Timestamp.Format(to)}") : "");
        foreach (var area in areas) yield return Uri.EscapeDataString(string.Join(',', columns)) + period + area + string.Concat(constraints.Select(Constraint));
    }

    // Positions and identifiers always come along, or the rows could not be placed.
    private static List<string> Columns(ErddapAddress address, ErddapInfo info, ErddapSelection selection)
    {
        if (selection.Variables.Count == 0) return [.. info.Names];
        var wanted = info.Variables.Where(variable => Places.Contains(variable.Name) || variable["cf_role"] is not null || variable.Name is "station" or "platform").Select(variable => variable.Name).ToList();
        foreach (var name in selection.Variables)
        {
            var matching = ErddapNames.Match(info.Variables, name);
            if (matching.Count == 0) throw ErddapNames.Missing(address, "variable", name, info.Variables);
            wanted.AddRange(matching.Select(variable => variable.Name));
        }

        return [.. wanted.Distinct()];
    }

    private void AddDepth(ErddapAddress address, double least, double greatest)
    {
        if (info.Find("depth") is not null) constraints.AddRange([Number("depth>=", least), Number("depth<=", greatest)]);
        else if (info.Find("altitude") is not null) constraints.AddRange([Number("altitude>=", -greatest), Number("altitude<=", -least)]);
        else throw ErddapNames.Missing(address, "variable", "depth", info.Variables);
    }

    private void Require(ErddapAddress address, string name, string option)
    {
        if (info.Find(name) is null) throw OceanException.BadInput($"{address.Text}: has no {name}, so that {option} cannot be asked of it; it has {string.Join(", ", info.Names)}");
    }

    private string Checked(ErddapAddress address, string constraint)
    {
        var sign = Operators.Select(mark => (Mark: mark, At: constraint.IndexOf(mark, StringComparison.Ordinal))).Where(found => found.At > 0).OrderBy(found => found.At).ThenByDescending(found => found.Mark.Length).FirstOrDefault();
        if (sign.Mark is null) throw OceanException.Usage($"'{constraint}' is not a constraint; write a variable, one of {string.Join(" ", Operators)}, and a value, e.g. wspd>=10 or station=46026");
        var (name, value) = (constraint[..sign.At].Trim(), constraint[(sign.At + sign.Mark.Length)..].Trim());
        var variable = info.Find(name) ?? throw ErddapNames.Missing(address, "variable", name, info.Variables);

        // Texts, and only they, stand in quotes.
        var isText = variable.Type is "String" or "char" || sign.Mark == "=~";
        if (isText && !value.StartsWith('"')) value = $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return name + sign.Mark + value;
    }

    private List<string> Areas(GeoBox box)
    {
        var latitudes = Constraint(Number("latitude>=", box.South)) + Constraint(Number("latitude<=", box.North));
        var low = info.Find("longitude")?.ActualRange is { High: > 180.0001 } ? 0.0 : -180.0;
        return [.. LongitudeRanges.Of(box, low).Select(range => latitudes + Constraint(Number("longitude>=", range.West)) + Constraint(Number("longitude<=", range.East)))];
    }

    private static string Number(string start, double value) => start + value.ToString(CultureInfo.InvariantCulture);

    private static string Constraint(string text) => "&" + Uri.EscapeDataString(text);
}
