namespace OceanML.Figures.Reports;

/// <summary>A piece of a report.</summary>
public abstract record ReportBlock
{
    private protected ReportBlock()
    {
    }

    /// <summary>A paragraph of plain text.</summary>
    /// <param name="Text">The text; markup in it is shown, not obeyed.</param>
    public sealed record Paragraph(string Text) : ReportBlock;

    /// <summary>A heading within the section.</summary>
    /// <param name="Text">Sentence case.</param>
    public sealed record Heading(string Text) : ReportBlock;

    /// <summary>A list of points.</summary>
    /// <param name="Items">Plain text each; <c>doi:10…</c> anywhere and an item that is an address become links.</param>
    public sealed record Points(IReadOnlyList<string> Items) : ReportBlock;

    /// <summary>A table with a caption and headed columns.</summary>
    /// <param name="Caption">What it shows.</param>
    /// <param name="Headers">Column headings, with units.</param>
    /// <param name="Rows">Cells per row, as many as headings; the first names the row.</param>
    public sealed record Grid(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

    /// <summary>A figure.</summary>
    /// <param name="Figure">It holds its own title, notes and alternative text.</param>
    public sealed record Picture(Figure Figure) : ReportBlock;
}
