using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Products;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Description;

/// <summary>Describes tables: Parquet, delimited text, and the text products.</summary>
internal static class TableDescriber
{
    private const string Ready = "oceanml-describe --readiness {file}";

    private static readonly string[] Latitudes = ["latitude", "lat"];
    private static readonly string[] Longitudes = ["longitude", "lon"];
    private static readonly string[] Times = ["time", "date", "datetime", "timestamp"];

    public static FileDescription Describe(string path, Product product)
    {
        var table = TableFile.Describe(path);
        if (product.Id == "text") product = new Product("text-table", "table as text", ProductKind.Table);
        var about = new List<(string, string)>();
        foreach (var (key, value) in table.Metadata)
        {
            if (value.Length < 300 && !value.Contains('\n', StringComparison.Ordinal)) about.Add((key, value));
        }

        if (product.Description?.Licence is { } licence && !about.Exists(entry => entry.Item1 == "licence")) about.Add(("licence", licence));
        if (product.Description?.Reference is { } reference && !about.Exists(entry => entry.Item1 == "reference")) about.Add(("reference", reference));
        var description = new FileDescription(path, product, Format(table), FileDescriber.Bytes(path))
        {
            About = about,
            Rows = table.RowCount,
            Variables = [.. table.Columns.Select(column => Column(column, table.RowCount))],
            Space = Space(table),
            Time = Time(table),
            Notes = [.. product.Description?.Notes ?? [], .. table.Warnings, .. Missing(table)],
            Next = [.. (product.Description?.Next ?? Next(table)).Select(text => text.Replace("{file}", path, StringComparison.Ordinal))],
        };
        return product.Id == "argo-profile-index" ? IndexDescriber.Describe(description) : description;
    }

    private static string Format(TableDescription table) => table.Format == TableFormat.Parquet ? $"Parquet, {table.Dialect}" : table.Dialect;

    private static VariableDescription Column(TableColumnDescription column, long rows) => new(column.Name, column.Kind, [("row", rows)], rows)
    {
        Unit = column.Metadata.Unit,
        StandardName = column.Metadata.StandardName,
        LongName = column.Metadata.LongName,
        Examined = rows,
        Missing = rows == 0 ? null : (double)column.MissingCount / rows,
        Minimum = column.Minimum,
        Maximum = column.Maximum,
        IsNumber = column.Kind is "number" or "integer",
    };

    private static SpaceExtent? Space(TableDescription table)
    {
        var (latitude, longitude) = (Find(table, Latitudes), Find(table, Longitudes));
        if (latitude is null || longitude is null) return null;
        var (south, north) = (Number(latitude.Minimum), Number(latitude.Maximum));
        var (west, east) = (Number(longitude.Minimum), Number(longitude.Maximum));
        if (!(south >= -90 && north <= 90 && west >= -180 && east <= 360)) return null;

        // Only the extremes are known without reading the rows: what runs 0..360 is given the whole circle.
        if (east > 180) (west, east) = west >= 180 ? (west - 360, east - 360) : (-180, 180);
        var unknown = Math.Max(latitude.MissingCount, longitude.MissingCount);
        return new SpaceExtent(west, south, east, north, table.RowCount - unknown, unknown);
    }

    private static TimeExtent? Time(TableDescription table)
    {
        var column = table.Columns.FirstOrDefault(candidate => candidate.Kind == "time" && Times.Contains(candidate.Name, StringComparer.OrdinalIgnoreCase))
            ?? table.Columns.FirstOrDefault(candidate => candidate.Kind == "time");
        column ??= Find(table, Times);
        return column is { Minimum: { } first, Maximum: { } last } && TryTime(first, out var start) && TryTime(last, out var end)
            ? new TimeExtent(start, end, table.RowCount - column.MissingCount, $"column {column.Name}")
            : null;
    }

    // The indexes of Argo write 20240608134500.
    private static bool TryTime(string text, out long timestamp) =>
        Timestamp.TryParse(text.Length == 14 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{text[..4]}-{text[4..6]}-{text[6..8]}T{text[8..10]}:{text[10..12]}:{text[12..]}Z"
            : text, out timestamp);

    private static IEnumerable<string> Missing(TableDescription table)
    {
        foreach (var column in table.Columns)
        {
            if (table.RowCount > 0 && column.MissingCount == table.RowCount) yield return $"Column {column.Name} holds no value.";
        }
    }

    private static string[] Next(TableDescription table) =>
        Find(table, Latitudes) is not null && Find(table, Longitudes) is not null
            ? ["oceanml-colocate --observations {file} --fields GRANULES --output matchups.parquet", Ready]
            : [Ready];

    private static TableColumnDescription? Find(TableDescription table, string[] names) =>
        table.Columns.FirstOrDefault(column => names.Contains(Bare(column.Name), StringComparer.OrdinalIgnoreCase));

    // "Lat [°N]" and "Lat (deg)" are latitudes with their unit.
    private static string Bare(string name) => name.AsSpan().IndexOfAny('[', '(') is var unit and > 0 ? name[..unit].Trim() : name;

    private static double Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
