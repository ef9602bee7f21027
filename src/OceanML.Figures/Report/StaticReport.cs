using System.Globalization;
using System.Text;

namespace OceanML.Figures.Reports;

/// <summary>
/// The report as a folder: <c>index.html</c>, a PNG per figure, and a stylesheet. The page holds no script, no style, no inline SVG and
/// no embedded image, because Galaxy removes those from a dataset it displays; it reads well without the stylesheet, too.
/// </summary>
public static class StaticReport
{
    /// <summary>The name of the page in the folder.</summary>
    public const string Page = "index.html";

    /// <summary>Writes the report into a folder, which is made where it does not exist.</summary>
    /// <param name="report">The content.</param>
    /// <param name="folder">Where it goes.</param>
    /// <param name="drawn">Called after each figure, for a progress bar; may be null.</param>
    /// <exception cref="Core.OceanException">GMT is missing.</exception>
    public static void Write(ReportDocument report, string folder, Action? drawn = null)
    {
        Directory.CreateDirectory(folder);
        var html = new StringBuilder();
        var figures = 0;
        HtmlText.WriteHead(html, report.Title, "<link rel=\"stylesheet\" href=\"report.css\">\n");
        html.Append("<body>\n<main>\n<h1>").Append(HtmlText.Escape(report.Title)).Append("</h1>\n<p>").Append(HtmlText.Escape(report.Lead)).Append("</p>\n");
        HtmlText.WriteContents(html, report);
        foreach (var section in report.Sections)
        {
            html.Append("<h2 id=\"").Append(section.Id).Append("\">").Append(HtmlText.Escape(section.Heading)).Append("</h2>\n");
            foreach (var block in section.Blocks)
            {
                if (block is ReportBlock.Picture picture)
                {
                    WriteFigure(html, picture.Figure, ++figures, folder);
                    drawn?.Invoke();
                }
                else
                {
                    HtmlText.Write(html, block);
                }
            }
        }

        html.Append("</main>\n</body>\n</html>\n");
        File.WriteAllText(Path.Combine(folder, Page), html.ToString());
        File.WriteAllText(Path.Combine(folder, "report.css"), ReportStyle.Css);
    }

    private static void WriteFigure(StringBuilder html, Figure figure, int number, string folder)
    {
        var file = figure.Id + ".png";
        figure.Save(Path.Combine(folder, file));
        var (width, height) = PngSize.Of(Path.Combine(folder, file));
        // Drawn at 300 dots per inch; shown at the size of print on a screen, and a little more.
        const double shown = 0.45;
        var words = string.Join(' ', figure.Notes.Prepend(figure.Description));
        html.Append("<figure>\n<img src=\"").Append(file).Append("\" alt=\"").Append(HtmlText.Escape(words))
            .Append(CultureInfo.InvariantCulture, $"\" width=\"{width * shown:0}\" height=\"{height * shown:0}\">\n<figcaption>Figure {number}. ")
            .Append(HtmlText.Escape(figure.Title)).Append(".</figcaption>\n</figure>\n");
    }
}
