using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Builds the matchup table and the table of rejected candidates.</summary>
internal sealed class MatchupTable(Observations observations, MatchupProtocol protocol, ColumnPlan plan, IReadOnlyList<FieldNote> fields)
{
    private static readonly string[] Statistics = ["", "_median", "_sd", "_n", "_cv", "_centre"];

    /// <summary>Columns that were renamed, because the observations already have one of that name.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Name of the column with the mean, per column of the plan.</summary>
    public List<string> VariableColumns { get; } = [];

    /// <summary>The matchup table.</summary>
    public Table Build(IReadOnlyList<Candidate> matchups)
    {
        var kept = protocol.Several == SeveralObservations.Mean
            ? ObservationMeans.Of(matchups, observations.Take)
            : observations.Take([.. matchups.Select(matchup => matchup.Observation)]);
        if (protocol.Several == SeveralObservations.Mean) matchups = ObservationMeans.Move(matchups, kept);
        var columns = kept.Columns.ToList();
        var taken = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in Pointer(matchups)) Place(columns, taken, column, "field_");
        for (var i = 0; i < plan.Entries.Count; i++) PlaceVariable(columns, taken, matchups, i);
        var metadata = new Dictionary<string, string>(kept.Metadata)
        {
            ["colocation"] = MatchupDescription.Of(protocol),
        };
        metadata.Remove("file");
        return new Table(columns, metadata);
    }

    /// <summary>The table of failed candidates: which observation, which field, why, how far in time and space.</summary>
    public Table BuildRejected(IReadOnlyList<Candidate> rejected, IEnumerable<(long Observation, string Reason)> without)
    {
        var rows = rejected.Select(candidate => (candidate.Observation, Candidate: (Candidate?)candidate, Reason: candidate.Reason!))
            .Concat(without.Select(pair => (pair.Observation, Candidate: (Candidate?)null, pair.Reason)))
            .OrderBy(row => row.Observation).ThenBy(row => row.Candidate?.Field ?? -1).ThenBy(row => row.Candidate?.Time ?? -1)
            .ToList();
        string[] identity = ["platform", "profile", "time", "latitude", "longitude"];
        var own = observations.Take([.. rows.Select(row => row.Observation)]);
        own = own.Select(identity.Where(own.Has));
        var columns = own.Columns.ToList();
        columns.Insert(0, Whole("observation", rows.Select(row => (double)row.Observation), "row among the observations with time and position, from 0"));
        columns.Add(new TextColumn("reason", [.. rows.Select(row => row.Reason)], new ColumnMetadata(LongName: "why there is no matchup")));
        columns.Add(new TextColumn("field_file", [.. rows.Select(row => row.Candidate is { } candidate ? fields[candidate.Field].Name : null)]));
        columns.Add(new TimeColumn("field_time", [.. rows.Select(row => row.Candidate?.Interval?.Centre ?? Timestamp.Missing)]));
        columns.Add(Number("dt", rows.Select(row => row.Candidate?.Seconds ?? double.NaN), "s", "field time minus observation time"));
        columns.Add(Whole("pixel_row", rows.Select(row => Index(row.Candidate?.Pixel.Row)), "row of the centre pixel, from 0"));
        columns.Add(Whole("pixel_column", rows.Select(row => Index(row.Candidate?.Pixel.Column)), "column of the centre pixel, from 0"));
        columns.Add(Number("distance_km", rows.Select(row => row.Candidate?.Pixel.DistanceKm ?? double.NaN), "km", "distance to the nearest pixel centre"));
        columns.Add(Whole("valid_pixels", rows.Select(row => row.Candidate is { Pixel.IsFound: true } candidate ? candidate.Valid : double.NaN), "valid pixels, of the best variable"));
        return new Table(columns, new Dictionary<string, string> { ["colocation"] = MatchupDescription.Of(protocol) });
    }

    private IEnumerable<Column> Pointer(IReadOnlyList<Candidate> matchups)
    {
        FieldNote Of(Candidate matchup) => fields[matchup.Field];
        yield return Whole("observation", matchups.Select(matchup => (double)matchup.Observation), "row among the observations with time and position, from 0");
        yield return new TextColumn("field_file", [.. matchups.Select(matchup => Of(matchup).Name)], new ColumnMetadata(LongName: "file of the field"));
        yield return new TextColumn("field_sha256", [.. matchups.Select(matchup => Of(matchup).Checksum)], new ColumnMetadata(LongName: "SHA-256 of the file of the field"));
        yield return new TextColumn("field_product", [.. matchups.Select(matchup => Of(matchup).Product)], new ColumnMetadata(LongName: "product of the field"));
        yield return new TimeColumn("field_time", [.. matchups.Select(matchup => matchup.Interval?.Centre ?? Timestamp.Missing)], new ColumnMetadata(LongName: "middle of the time the field covers"));
        yield return new TimeColumn("field_start", [.. matchups.Select(matchup => matchup.Interval?.Start ?? Timestamp.Missing)], new ColumnMetadata(LongName: "start of the time the field covers"));
        yield return new TimeColumn("field_end", [.. matchups.Select(matchup => matchup.Interval?.End ?? Timestamp.Missing)], new ColumnMetadata(LongName: "end of the time the field covers"));
        yield return Number("dt", matchups.Select(matchup => matchup.Seconds), "s", "field time minus observation time");
        yield return Whole("pixel_row", matchups.Select(matchup => (double)matchup.Pixel.Row), "row of the centre pixel, from 0");
        yield return Whole("pixel_column", matchups.Select(matchup => (double)matchup.Pixel.Column), "column of the centre pixel, from 0");
        yield return Number("pixel_latitude", matchups.Select(matchup => matchup.Centre.Latitude), "degrees_north", "latitude of the centre pixel");
        yield return Number("pixel_longitude", matchups.Select(matchup => matchup.Centre.Longitude), "degrees_east", "longitude of the centre pixel, as in the file");
        yield return Number("distance_km", matchups.Select(matchup => matchup.Pixel.DistanceKm), "km", "distance from the observation to the centre of the pixel");
        yield return Whole("box_pixels", matchups.Select(matchup => (double)matchup.Footprint.Count), "pixels of the macro-pixel");
        yield return Whole("box_counted", matchups.Select(matchup => (double)matchup.Counted), "pixels of the macro-pixel that count in the share of valid ones: not land");
        yield return Whole("shares_pixels", Dependence.SharedPixels(matchups, fields), "group of matchups that share pixels and so depend on each other; empty for a matchup by itself");
        yield return Whole("shares_observation", Dependence.SharedObservations(matchups), "group of matchups of the same observation, which depend on each other; empty for a matchup by itself");
    }

    // All columns of a variable get the same prefix, so that they stay together.
    private void PlaceVariable(List<Column> columns, HashSet<string> taken, IReadOnlyList<Candidate> matchups, int number)
    {
        var entry = plan.Entries[number];
        var name = protocol.Prefix + entry.Name;
        if (Statistics.Any(suffix => taken.Contains(name + suffix)))
        {
            var renamed = "field_" + name;
            for (var again = 2; Statistics.Any(suffix => taken.Contains(renamed + suffix)); again++) renamed = string.Create(CultureInfo.InvariantCulture, $"field{again}_{name}");
            Notes.Add($"the observations have a column '{name}' already; the field's is named '{renamed}'");
            name = renamed;
        }

        VariableColumns.Add(name);
        var values = new MacroPixel[matchups.Count];
        var none = new MacroPixel(double.NaN, double.NaN, double.NaN, 0, 0, double.NaN, double.NaN);
        for (var i = 0; i < values.Length; i++)
        {
            var at = -1;
            for (var c = 0; c < matchups[i].Columns.Count && at < 0; c++)
            {
                if (matchups[i].Columns[c] == number) at = c;
            }

            values[i] = at < 0 ? none : matchups[i].Values[at];
        }

        var what = $"{Pixels()} of {entry.Metadata.LongName ?? entry.Name}";
        var decades = entry.Geometric ? ", in log10" : "";
        columns.Add(new NumberColumn(name, [.. values.Select(value => value.Mean)], entry.Metadata with { LongName = entry.Metadata.LongName ?? entry.Name }));
        columns.Add(new NumberColumn(name + "_median", [.. values.Select(value => value.Median)], Statistic(entry, entry.Metadata.Unit, $"median of {what}")));
        columns.Add(new NumberColumn(name + "_sd", [.. values.Select(value => value.Deviation)], Statistic(entry, entry.Geometric ? "1" : entry.Metadata.Unit, $"sample standard deviation (n - 1) of {what}{decades}")));
        columns.Add(new NumberColumn(name + "_n", [.. values.Select(value => (double)value.Used)], Statistic(entry, "1", $"number of pixels used, of {what}"), NumberKind.Int64));
        columns.Add(new NumberColumn(name + "_cv", [.. values.Select(value => value.Variation)], Statistic(entry, "1", $"coefficient of variation of {what}")));
        columns.Add(new NumberColumn(name + "_centre", [.. values.Select(value => value.Centre)], Statistic(entry, entry.Metadata.Unit, $"centre pixel of {what}")));
        foreach (var suffix in Statistics) taken.Add(name + suffix);
    }

    private void Place(List<Column> columns, HashSet<string> taken, Column column, string prefix)
    {
        var name = column.Name;
        if (!taken.Add(name))
        {
            // A table that was colocated before keeps its first pointers; the new ones are numbered.
            var stem = name.StartsWith(prefix, StringComparison.Ordinal) ? name : prefix + name;
            var renamed = stem;
            for (var again = 2; !taken.Add(renamed); again++) renamed = string.Create(CultureInfo.InvariantCulture, $"{stem}_{again}");
            Notes.Add($"the observations have a column '{name}' already; the new one is named '{renamed}'");
            column = column.With(renamed);
        }

        columns.Add(column);
    }

    private string Pixels() => protocol.Shape is MacroPixelShape.Box box ? $"{box.Size} x {box.Size} pixels" : $"pixels within {protocol.Shape.Text}";

    private static ColumnMetadata Statistic(ColumnPlan.Entry entry, string? unit, string longName) =>
        new(unit, LongName: longName, Source: entry.Metadata.Source);

    private static double Index(int? index) => index is >= 0 ? index.Value : double.NaN;

    private static NumberColumn Number(string name, IEnumerable<double> values, string unit, string longName) =>
        new(name, [.. values], new ColumnMetadata(unit, LongName: longName));

    private static NumberColumn Whole(string name, IEnumerable<double> values, string longName) =>
        new(name, [.. values], new ColumnMetadata("1", LongName: longName), NumberKind.Int64);
}
