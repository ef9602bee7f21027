using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>
/// One page drawn by the Generic Mapping Tools (GMT 6, modern mode; doi:10.1029/2019GC008515). The page has a fixed size, so a
/// figure's pixels depend on its own layout alone; positions are in centimetres from the lower left corner.
/// </summary>
/// <remarks>Equal calls give equal bytes: PNG holds no date, and PDF is written without dates, identifiers and XMP.</remarks>
public sealed class Canvas : IDisposable
{
    /// <summary>Resolution of PNG files, pixels per inch.</summary>
    public const int Resolution = 300;

    private const string Stem = "figure";

    private readonly GmtSession session;
    private readonly StringBuilder words = new();
    private readonly StringBuilder fills = new();
    private readonly StringBuilder strokes = new();
    private readonly string[] formats;
    private int tables;

    /// <summary>Opens a page.</summary>
    /// <param name="width">Width, cm.</param>
    /// <param name="height">Height, cm.</param>
    /// <param name="formats">What will be saved: <c>png</c>, <c>pdf</c>.</param>
    /// <exception cref="OceanException">GMT or Ghostscript is not installed.</exception>
    public Canvas(double width, double height, params string[] formats)
    {
        (Width, Height, this.formats) = (width, height, formats);
        session = new GmtSession();
        session.Run("begin");
        session.Run(
            "set",
            $"PS_MEDIA={Cm(width)}x{Cm(height)}",
            "PS_CHAR_ENCODING=ISOLatin1+",
            "MAP_FRAME_TYPE=plain",
            $"MAP_FRAME_PEN=0.6p,{Ink.Frame}",
            $"MAP_TICK_PEN=0.5p,{Ink.Frame}",
            $"MAP_GRID_PEN_PRIMARY=0.25p,{Ink.Grid}",
            "MAP_TICK_LENGTH_PRIMARY=3p/1.5p",
            "MAP_ANNOT_OFFSET_PRIMARY=3p",
            $"FONT_ANNOT_PRIMARY=9p,Helvetica,{Ink.Text}",
            $"FONT_LABEL=9p,Helvetica,{Ink.Text}",
            "FORMAT_GEO_MAP=dddF");
        // Ghostscript 10 leaves out the dates, the random identifiers and the XMP packet that repeats both; without its leave GMT's
        // transparency is ignored and ribbons hide what lies below them.
        session.Run("figure", Stem, string.Join(',', formats), $"E{Resolution},C-dALLOWPSTRANSPARENCY,C-dOmitInfoDate=true,C-dOmitID=true,C-dOmitXMP=true");
    }

    /// <summary>Width of the page, cm.</summary>
    public double Width { get; }

    /// <summary>Height of the page, cm.</summary>
    public double Height { get; }

    /// <summary>Runs a GMT module; a refusal of GMT becomes an exception with its own words.</summary>
    public string Run(string module, params string[] arguments) => session.Run(module, arguments);

    /// <summary>Writes a table for GMT and returns its name; numbers separated by blanks, one record a line.</summary>
    public string Table(string text)
    {
        var name = FormattableString.Invariant($"table{tables++}.txt");
        File.WriteAllText(Path.Combine(session.Folder, name), text, Encoding.ASCII);
        return name;
    }

    /// <summary>Sets words on the page; they are drawn last, above everything.</summary>
    /// <param name="x">Position, cm from the left.</param>
    /// <param name="y">Position, cm from the bottom.</param>
    /// <param name="text">Plain text; a unit such as <c>mg m-3</c> is set with <see cref="GmtText.Unit"/> beforehand.</param>
    /// <param name="size">Size, points.</param>
    /// <param name="justify">Which point of the text lies there: L, C, R with T, M, B, e.g. <c>LB</c>.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="colour">Colour as <c>#RRGGBB</c>.</param>
    /// <param name="angle">Rotation, degrees anticlockwise.</param>
    public void Write(double x, double y, string text, double size = 9, string justify = "LB", bool bold = false, string colour = Ink.Text, double angle = 0)
    {
        if (text.Length == 0) return;
        var font = bold ? "Helvetica-Bold" : "Helvetica";
        words.Append(CultureInfo.InvariantCulture, $"{x:0.####} {y:0.####} {size:0.##}p,{font},{colour} {angle:0.#} {justify} {GmtText.Encode(text)}\n");
    }

    /// <summary>A mark of the legend, given in page centimetres; all are drawn together before the words.</summary>
    internal void Mark(string pen, IReadOnlyList<(double X, double Y)> corners)
    {
        var table = pen.StartsWith("-G", StringComparison.Ordinal) ? fills : strokes;
        table.Append("> ").Append(pen).Append('\n');
        foreach (var (x, y) in corners) table.Append(CultureInfo.InvariantCulture, $"{x:0.###} {y:0.###}\n");
    }

    /// <summary>Ends the page and moves the files to where they are wanted, by extension.</summary>
    public void Save(params IReadOnlyList<string> paths)
    {
        string[] page = [$"-R0/{Number(Width)}/0/{Number(Height)}", "-Jx1c", "-Xf0c", "-Yf0c"];
        if (fills.Length > 0) Run("plot", [Table(fills.ToString()), .. page, "-L"]);
        if (strokes.Length > 0) Run("plot", [Table(strokes.ToString()), .. page]);
        if (words.Length > 0) Run("text", [Table(words.ToString()), .. page, "-F+f+a+j", "-N"]);
        session.Run("end");
        foreach (var path in paths)
        {
            var format = FigureFormat.Of(path);
            if (!formats.Contains(format)) throw new ArgumentException($"the page was not opened for {format}", nameof(paths));
            File.Copy(Path.Combine(session.Folder, $"{Stem}.{format}"), path, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    internal static string Cm(double value) => value.ToString("0.####", CultureInfo.InvariantCulture) + "c";

    internal static string Number(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
