using System.Text;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Archives;

/// <summary>Declares and writes the variables of a multi-matchup file.</summary>
internal sealed class MatchupVariables(NetCdfGroupWriter root, MatchupCube cube, MatchupLayout layout)
{
    private const string Epoch = "microseconds since 1970-01-01 00:00:00";

    // Long enough to compress well, short enough that one matchup is read without the others.
    private const int ChunkBytes = 1 << 19;
    private const int ColumnChunk = 16_384;

    private readonly int matchups = cube.Matchups.RowCount;
    private readonly int rows = Math.Max(1, cube.Rows);
    private readonly int columns = Math.Max(1, cube.Columns);
    private readonly HashSet<int> widths = [];

    /// <summary>Declares everything; running what it gives writes the values.</summary>
    public List<Action> Define()
    {
        root.Dimension(MatchupLayout.Matchup, 0).Dimension(MatchupLayout.Row, rows).Dimension(MatchupLayout.Column, columns);
        var writes = new List<Action>();
        foreach (var (dimension, wavelengths, bands) in layout.BandDimensions)
        {
            root.Dimension(dimension, bands);
            if (wavelengths.Count == 0) continue;
            var variable = root.Variable(dimension, NetCdfType.Float64, dimension)
                .Attribute("units", "nm").Attribute("standard_name", "radiation_wavelength").Attribute("long_name", "wavelength of the band");
            writes.Add(() => variable.Write([.. wavelengths]));
        }

        foreach (var (name, column) in layout.Columns) writes.Add(DefineColumn(name, column));
        foreach (var variable in layout.Variables)
        {
            writes.Add(DefinePixels(variable));
            foreach (var statistic in MatchupLayout.Statistics)
            {
                if (DefineStatistic(variable, statistic) is { } write) writes.Add(write);
            }
        }

        if (layout.Variables.Count > 0) writes.Add(DefineMask());
        return writes;
    }

    private Action DefinePixels(MatchupLayout.Variable variable)
    {
        var pixels = variable.Pixels;
        string[] on = variable.Dimension is { } bands
            ? [MatchupLayout.Matchup, MatchupLayout.Row, MatchupLayout.Column, bands]
            : [MatchupLayout.Matchup, MatchupLayout.Row, MatchupLayout.Column];
        var written = root.Variable(variable.Name, NetCdfType.Float32, on).Fill(double.NaN).Chunks(PixelChunk(4 * pixels.Bands, variable.Dimension is null ? [] : [pixels.Bands])).Deflate();
        Describe(written, pixels.Metadata, $"pixels of {pixels.Metadata.LongName ?? pixels.Name}, before masks");
        if (pixels.Bands == 1 && pixels.Wavelengths is [var wavelength]) written.Attribute("wavelength", NetCdfType.Float64, wavelength).Attribute("wavelength_units", "nm");
        Coordinates(written);
        written.Attribute("ancillary_variables", MatchupLayout.Mask);
        return () => written.WriteRaw<float>(InOrder(pixels, variable.Bands));
    }

    private Action? DefineStatistic(MatchupLayout.Variable variable, (string Variable, string Column, string? Method) statistic)
    {
        var pixels = variable.Pixels;
        var found = variable.Bands.Select(band => cube.Matchups.Find(pixels.Columns[band] + statistic.Column) as NumberColumn).ToArray();
        if (found.FirstOrDefault(column => column is not null) is not { } first) return null;
        string[] on = variable.Dimension is { } bands ? [MatchupLayout.Matchup, bands] : [MatchupLayout.Matchup];
        var whole = first.Kind == NumberKind.Int64;
        var written = root.Variable(variable.Name + statistic.Variable, whole ? NetCdfType.Int32 : NetCdfType.Float64, on);
        var values = new double[matchups * found.Length];
        for (var band = 0; band < found.Length; band++)
        {
            for (var i = 0; i < matchups; i++) values[(i * found.Length) + band] = found[band] is { } column ? column.Values[i] : double.NaN;
        }

        Missing(written, values, whole);
        written.Chunks([Math.Clamp(ColumnChunk / found.Length, 1, Math.Max(1, matchups)), .. variable.Dimension is null ? Array.Empty<long>() : [found.Length]]).Deflate();
        var isMean = statistic.Method == "mean";
        Describe(
            written,
            first.Metadata with { StandardName = statistic.Method is null ? null : pixels.Metadata.StandardName },
            isMean ? $"mean of the used pixels of {pixels.Metadata.LongName ?? pixels.Name}" : LongName(pixels, variable.Bands[0], first));
        if (statistic.Method is { } method)
        {
            var logarithmic = cube.Matchups.Find(pixels.Columns[variable.Bands[0]] + "_sd")?.Metadata.LongName?.EndsWith("in log10", StringComparison.Ordinal) == true && method != "median";
            written.Attribute("cell_methods", $"{MatchupLayout.Row}: {MatchupLayout.Column}: {method}{(logarithmic ? " (comment: of the decadic logarithms)" : "")}");
        }

        if (isMean) written.Attribute("ancillary_variables", $"{variable.Name}_sd {variable.Name}_n {variable.Name}_cv");
        Coordinates(written);
        return () => written.Write(values);
    }

    private Action DefineMask()
    {
        var names = cube.MaskMeanings.Select(Word).Prepend("free").ToList();
        var written = root.Variable(MatchupLayout.Mask, NetCdfType.UInt8, MatchupLayout.Matchup, MatchupLayout.Row, MatchupLayout.Column)
            .Chunks(PixelChunk(1, [])).Deflate()
            .Attribute("long_name", "why a pixel was left out of the statistics of all variables")
            .Attribute("comment", "missing values, outliers and flags of single variables leave out more; the number of pixels used is in the variables ending in _n")
            .Attribute("flag_values", NetCdfType.UInt8, [.. Enumerable.Range(0, names.Count).Select(value => (double)value)])
            .Attribute("flag_meanings", string.Join(' ', names));
        Coordinates(written);
        return () => written.WriteRaw<byte>(cube.Mask);
    }

    private Action DefineColumn(string name, Column column)
    {
        NetCdfVariableWriter written;
        Action write;
        if (column is TextColumn text)
        {
            (written, write) = Texts(name, text);
        }
        else if (column is TimeColumn time)
        {
            written = root.Variable(name, NetCdfType.Int64, MatchupLayout.Matchup);
            if (time.Values.AsSpan().Contains(Timestamp.Missing)) written.Fill(Timestamp.Missing);
            written.Attribute("units", Epoch).Attribute("calendar", "standard");
            write = () => written.WriteRaw<long>(time.Values);
        }
        else
        {
            var number = (NumberColumn)column;
            var whole = number.Kind is NumberKind.Int64 or NumberKind.Boolean;
            var type = number.Kind switch { NumberKind.Int64 => NetCdfType.Int64, NumberKind.Boolean => NetCdfType.Int8, NumberKind.Float32 => NetCdfType.Float32, _ => NetCdfType.Float64 };
            written = root.Variable(name, type, MatchupLayout.Matchup);
            Missing(written, number.Values, whole || column.Name is "latitude" or "longitude");
            if (number.Kind == NumberKind.Boolean) written.Attribute("flag_values", NetCdfType.Int8, 0, 1).Attribute("flag_meanings", "false true");
            write = () => written.Write(number.Values);
        }

        if (column is not TextColumn) written.Chunks(Math.Clamp(matchups, 1, ColumnChunk)).Deflate();
        Describe(written, column is TimeColumn ? column.Metadata with { Unit = null } : column.Metadata, column.Metadata.LongName);
        if (column.Name != name) written.Attribute("original_name", column.Name);
        if (column.Name is not ("time" or "latitude" or "longitude")) Coordinates(written);
        return write;
    }

    // Characters rather than netCDF-4 strings: they compress, and _Encoding lets xarray and netcdf4-python give them as texts.
    private (NetCdfVariableWriter Variable, Action Write) Texts(string name, TextColumn column)
    {
        var encoded = column.Values.Select(text => Encoding.UTF8.GetBytes(text ?? "")).ToArray();
        var width = Math.Max(1, encoded.Select(bytes => bytes.Length).DefaultIfEmpty(0).Max());
        var dimension = FormattableString.Invariant($"string{width}");
        if (widths.Add(width)) root.Dimension(dimension, width);
        var written = root.Variable(name, NetCdfType.Char, MatchupLayout.Matchup, dimension)
            .Chunks(Math.Clamp(ChunkBytes / width, 1, Math.Clamp(matchups, 1, ColumnChunk)), width).Deflate(shuffle: false).Attribute("_Encoding", "utf-8");
        if (column.Metadata.FlagScheme is not null)
        {
            var scheme = FlagScheme.Of(column);
            written.Attribute("flag_values", string.Concat(scheme.Meanings.Keys)).Attribute("flag_meanings", string.Join(' ', scheme.Meanings.Values.Select(Word)));
        }

        return (written, () =>
        {
            // Shorter texts end with zeros: blanks would be read as part of them.
            var bytes = new byte[encoded.Length * width];
            for (var i = 0; i < encoded.Length; i++) encoded[i].CopyTo(bytes.AsSpan(i * width));
            written.WriteRaw<byte>(bytes);
        }
        );
    }

    // A declared fill value makes xarray read whole numbers as floating point, and coordinates had better have none: there it is declared where a value is missing.
    private static void Missing(NetCdfVariableWriter variable, double[] values, bool onlyWhereNeeded)
    {
        if (!onlyWhereNeeded) variable.Fill(double.NaN);
        else if (Array.Exists(values, double.IsNaN)) variable.Fill(variable.Type == NetCdfType.Int8 ? sbyte.MinValue : variable.Type == NetCdfType.Float64 ? double.NaN : variable.Type.DefaultFill());
    }

    private static void Describe(NetCdfVariableWriter variable, ColumnMetadata metadata, string? longName)
    {
        if (metadata.Unit is { } unit) variable.Attribute("units", unit);
        if (metadata.StandardName is { } standard) variable.Attribute("standard_name", standard);
        if (longName is not null) variable.Attribute("long_name", longName);
        if (metadata.Source is { } source) variable.Attribute("source", source);
    }

    private void Coordinates(NetCdfVariableWriter variable)
    {
        var names = layout.Columns.Where(pair => pair.Column.Name is "time" or "latitude" or "longitude").Select(pair => pair.Name).ToList();
        if (names.Count > 0) variable.Attribute("coordinates", string.Join(' ', names));
    }

    // The table says "median of 3 x 3 pixels of Rrs_442.5": without the band it holds for all of them.
    private static string LongName(MatchupPixels pixels, int band, NumberColumn column)
    {
        var own = new FieldVariable(pixels.Name, null, null, null, pixels.Wavelengths, pixels.Bands).BandName(band);
        return (column.Metadata.LongName ?? column.Name).Replace(own, pixels.Name, StringComparison.Ordinal);
    }

    private static float[] InOrder(MatchupPixels pixels, int[] order)
    {
        if (order.AsSpan().SequenceEqual(Enumerable.Range(0, order.Length).ToArray())) return pixels.Values;
        var values = new float[pixels.Values.Length];
        for (var start = 0; start < values.Length; start += order.Length)
        {
            for (var band = 0; band < order.Length; band++) values[start + band] = pixels.Values[start + order[band]];
        }

        return values;
    }

    private long[] PixelChunk(int bytesPerPixel, long[] rest) =>
        [Math.Clamp(ChunkBytes / Math.Max(1, bytesPerPixel * rows * columns), 1, Math.Max(1, matchups)), rows, columns, .. rest];

    // A meaning is one word of letters, digits and _ . + - @.
    private static string Word(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || "_.+-@".Contains(letter, StringComparison.Ordinal) ? letter : '_'));
}
