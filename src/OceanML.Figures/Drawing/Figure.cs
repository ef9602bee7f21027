namespace OceanML.Figures;

/// <summary>
/// A figure that can be drawn on paper (GMT) and on a screen (plotly): a title and notes around a body. It holds its data, so the
/// same object gives the PNG, the PDF and the interactive form.
/// </summary>
public abstract record Figure
{
    private const double Margin = 0.35;
    private const double TitleSize = 11.5;
    private const double NoteSize = 8;

    /// <summary>Short name for files and anchors: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Title in sentence case, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>One quiet line below the title: what is shown, for whom nothing else is at hand.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Rows that could not be drawn; said below the figure.</summary>
    public IReadOnlyList<Omission> Omissions { get; init; } = [];

    /// <summary>Further notes below the figure.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Everything said below the figure.</summary>
    public IReadOnlyList<string> Notes => [.. Omissions.Select(omission => omission.Note), .. Remarks];

    /// <summary>Numbers that the figure has beside its axes; the interactive form puts them in a table below.</summary>
    public virtual IReadOnlyList<ScoreText> Facts => [];

    /// <summary>What a reader who cannot see the figure should know; the alternative text.</summary>
    public abstract string Description { get; }

    /// <summary>Size of the body, cm.</summary>
    protected abstract (double Width, double Height) Body { get; }

    /// <summary>Draws the figure once and saves it under each name, PNG or PDF by extension.</summary>
    /// <exception cref="Core.OceanException">Another extension, or GMT is missing.</exception>
    public void Save(params IReadOnlyList<string> paths)
    {
        var formats = paths.Select(FigureFormat.Of).Distinct().ToArray();
        var width = Body.Width;
        var title = GmtText.Wrap(Title, TitleSize, width - (2 * Margin), bold: true);
        var subtitle = GmtText.Wrap(Subtitle, 9, width - (2 * Margin));
        var notes = Notes.SelectMany(note => GmtText.Wrap(note, NoteSize, width - (2 * Margin))).ToList();
        var footer = notes.Count == 0 ? 0.15 : (notes.Count * 0.36) + 0.35;
        var header = Margin + (title.Count * 0.52) + (subtitle.Count * 0.42) + 0.25;
        using var canvas = new Canvas(width, Math.Round(header + Body.Height + footer, 2), formats);
        var y = canvas.Height - Margin;
        foreach (var line in title) canvas.Write(Margin, (y -= 0.52) + 0.16, line, TitleSize, bold: true);
        foreach (var line in subtitle) canvas.Write(Margin, (y -= 0.42) + 0.1, line, 9, colour: Ink.Quiet);
        for (var i = 0; i < notes.Count; i++) canvas.Write(Margin, footer - 0.42 - (i * 0.36), notes[i], NoteSize, colour: Ink.Quiet);
        Draw(canvas, footer);
        canvas.Save(paths);
    }

    /// <summary>Writes the interactive form: the members <c>data</c> and <c>layout</c> of a plotly figure.</summary>
    public abstract void Plot(PlotlyWriter plot);

    /// <summary>Draws the body, whose lower edge is at <paramref name="bottom"/> cm.</summary>
    protected abstract void Draw(Canvas canvas, double bottom);
}
