using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The leakage report as files.</summary>
internal static class LeakageFile
{
    public static void WriteJson(string path, LeakageReport report)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        report.Write(json);
    }

    /// <summary>The distances: one row for each measure and each side.</summary>
    public static Table Table(LeakageReport report)
    {
        var lines = report.Distances.SelectMany(one => new[] { (one, From: "held out to training", Values: one.Held), (one, From: "training to training", Values: one.Within) }).ToList();
        var columns = new List<Column>
        {
            new TextColumn("measure", [.. lines.Select(line => line.one.Measure)]),
            new TextColumn("unit", [.. lines.Select(line => line.one.Unit)]),
            new TextColumn("distance", [.. lines.Select(line => line.From)]),
        };
        for (var i = 0; i < DistanceSummary.Levels.Count; i++)
        {
            var level = i;
            columns.Add(new NumberColumn(FormattableString.Invariant($"q{DistanceSummary.Levels[i] * 100:00}"), [.. lines.Select(line => double.Parse(line.Values[level].ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))]));
        }

        return new Table(columns);
    }
}
