using System.Globalization;
using System.Text;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Figures.Reports;

/// <summary>
/// The report as one HTML file that needs nothing else, not even a network: plotly.js (MIT, doi:10.5281/zenodo.12737) and the data of
/// the figures are inside, so that points can be read, zoomed and hidden.
/// </summary>
public static class InteractiveReport
{
    private const string Library = "plotly-cartesian.min.js";

    /// <summary>Writes the report.</summary>
    /// <exception cref="OceanException">plotly.js is not beside the program.</exception>
    public static void Write(ReportDocument report, string path)
    {
        var library = File.ReadAllText(FindLibrary());
        var html = new StringBuilder();
        HtmlText.WriteHead(html, report.Title, $"<style>\n{ReportStyle.Css}</style>\n");
        html.Append("<body>\n<main>\n<h1>").Append(HtmlText.Escape(report.Title)).Append("</h1>\n<p>").Append(HtmlText.Escape(report.Lead)).Append("</p>\n");
        html.Append("<noscript><p>This page draws its figures with JavaScript; the folder report beside it holds them as images.</p></noscript>\n");
        HtmlText.WriteContents(html, report);
        var figures = new List<Figure>();
        foreach (var section in report.Sections)
        {
            html.Append("<section aria-labelledby=\"").Append(section.Id).Append("\">\n<h2 id=\"").Append(section.Id).Append("\">").Append(HtmlText.Escape(section.Heading)).Append("</h2>\n");
            foreach (var block in section.Blocks)
            {
                if (block is not ReportBlock.Picture picture)
                {
                    HtmlText.Write(html, block);
                    continue;
                }

                figures.Add(picture.Figure);
                WriteFigure(html, picture.Figure, figures.Count);
            }

            html.Append("</section>\n");
        }

        html.Append("</main>\n<script>").Append(library).Append("</script>\n<script>\n");
        foreach (var figure in figures) html.Append("show(\"").Append(figure.Id).Append("\", ").Append(Json(figure)).Append(");\n");
        html.Append(Draw).Append("</script>\n</body>\n</html>\n");
        File.WriteAllText(path, html.ToString());
    }

    private const string Draw = """
        function show(id, figure) {
          const layout = Object.assign({
            margin: { l: 70, r: 20, t: 30, b: 60 }, hovermode: "closest", paper_bgcolor: "white", plot_bgcolor: "white",
            font: { family: "Helvetica, Arial, sans-serif", size: 13, color: "#1a1a1a" }, legend: { orientation: "h", y: -0.2 }
          }, figure.layout);
          Plotly.newPlot("plot-" + id, figure.data, layout, { responsive: true, displaylogo: false, toImageButtonOptions: { filename: id, scale: 3 } });
        }

        """;

    private static void WriteFigure(StringBuilder html, Figure figure, int number)
    {
        html.Append("<figure>\n<div class=\"plot\" id=\"plot-").Append(figure.Id).Append("\" role=\"img\" aria-label=\"").Append(HtmlText.Escape(figure.Description)).Append("\"></div>\n");
        html.Append("<figcaption>").Append(CultureInfo.InvariantCulture, $"<strong>Figure {number}. ").Append(HtmlText.Escape(figure.Title)).Append(".</strong> ");
        if (figure.Subtitle.Length > 0) html.Append(HtmlText.Escape(figure.Subtitle)).Append(". ");
        html.AppendJoin(' ', figure.Notes.Select(HtmlText.Escape)).Append("</figcaption>\n</figure>\n");
        if (figure.Facts.Count == 0) return;
        HtmlText.Write(html, new ReportBlock.Grid($"Scores of figure {number.ToString(CultureInfo.InvariantCulture)}", ["Score", "Value", "Interval"], [.. figure.Facts.Select(fact => (IReadOnlyList<string>)[fact.Label, fact.Value, fact.Interval ?? ""])]));
    }

    private static string Json(Figure figure)
    {
        using var buffer = new MemoryStream();
        // The default encoder writes <, > and & as escapes, so that no text can end the script.
        using (var json = new Utf8JsonWriter(buffer)) figure.Plot(new PlotlyWriter(json));
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string FindLibrary()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string[] places = [Path.Combine(folder.FullName, Library), Path.Combine(folder.FullName, "node_modules", "plotly.js-cartesian-dist-min", Library)];
            if (places.FirstOrDefault(File.Exists) is { } found) return found;
        }

        throw OceanException.Unreachable($"{Library} is not beside the program, which the interactive report needs; it comes with ./build.sh publish (npm package plotly.js-cartesian-dist-min)");
    }
}
