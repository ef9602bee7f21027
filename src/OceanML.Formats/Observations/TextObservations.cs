using OceanML.Core;
using OceanML.Formats.Products;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>Text files of observations: each by the convention it follows.</summary>
internal static class TextObservations
{
    /// <summary>Reads a text file and shapes its rows.</summary>
    /// <exception cref="OceanException">It is no table, or contradicts its own convention.</exception>
    public static ShapedTable Read(string path, ObservationOptions options)
    {
        var read = new TableReadOptions { MissingValues = options.MissingValues, Threads = options.Threads };
        if (!TableFile.IsText(path, out var dialect)) return new ShapedTable(TableFile.Read(path, options: read));
        var table = TextTableReader.Read(path, dialect, null, read);
        return dialect.Header.Form switch
        {
            TextForm.SeaBird => SeaBirdCast.Shape(table, dialect.Header),
            TextForm.ExchangeBottle or TextForm.ExchangeCtd => ExchangeTable.Shape(table, dialect.Header),
            TextForm.Odv => OdvSpreadsheet.Shape(table, dialect.Header),
            TextForm.SeaBass => SeaBassTable.Shape(table, dialect.Header),
            _ when PackedFlags.Has(table) => PackedFlags.Shape(table),
            _ => Described(table, ProductFile.Identify(path)),
        };
    }

    // A product may say what its columns are, and where its station is.
    private static ShapedTable Described(Table table, Product identified)
    {
        if (identified.Kind is ProductKind.Index or ProductKind.Metadata)
            throw OceanException.NoObservations($"{table.Label}: is {identified.Title}, which lists files or platforms and holds no measurements");
        var product = identified.Description;
        if (product?.Refuse is { } reason) throw OceanException.NoObservations($"{table.Label}: {reason}");
        if (product is null || (product.Columns.Count == 0 && product.Position is null)) return new ShapedTable(table);
        var names = new SourceNames();
        var columns = table.Columns.Select(column => product.Columns.TryGetValue(column.Name, out var described)
            ? column.With(names.Take(null, described.Name), column.Metadata with { Unit = described.Unit ?? column.Metadata.Unit, Source = column.Name })
            : column.With(names.Take(null, column.Name))).ToList();
        var shaped = new Table(columns, table.Metadata);
        if (product.Position is not { } position || CoordinateColumns.Find(shaped, "latitude") is not null) return new ShapedTable(shaped);
        return new ShapedTable(FixedStation.In(shaped, position, product.Platform))
        {
            Warnings = [$"the file does not say where it was measured; the position is that of {product.Title}"],
        };
    }
}
