using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OceanML.Figures.Reports;

/// <summary>Text in HTML, escaped, and the blocks that both forms of the report write alike.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Escape(string text) => Encoder.Encode(GmtText.Plain(text));

    /// <summary>Escaped text whose raised exponents are set as such; for content, not for attributes.</summary>
    public static string Rich(string text) => string.Concat(GmtText.Raised(text).Select(part => part.IsRaised ? $"<sup>{Encoder.Encode(part.Text.Replace('-', '\u2212'))}</sup>" : Encoder.Encode(part.Text)));

    public static void Write(StringBuilder html, ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                html.Append("<p>").Append(Escape(paragraph.Text)).Append("</p>\n");
                break;
            case ReportBlock.Heading heading:
                html.Append("<h3>").Append(Escape(heading.Text)).Append("</h3>\n");
                break;
            case ReportBlock.Points points:
                html.Append("<ul>\n");
                foreach (var item in points.Items) html.Append("<li>").Append(Linked(item)).Append("</li>\n");
                html.Append("</ul>\n");
                break;
            case ReportBlock.Grid grid:
                WriteGrid(html, grid);
                break;
        }
    }

    public static void WriteHead(StringBuilder html, string title, string extra) => html
        .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Escape(title)).Append("</title>\n")
        .Append(extra)
        .Append("</head>\n");

    public static void WriteContents(StringBuilder html, ReportDocument report)
    {
        html.Append("<nav aria-label=\"Contents\">\n<ul>\n");
        foreach (var section in report.Sections) html.Append("<li><a href=\"#").Append(section.Id).Append("\">").Append(Escape(section.Heading)).Append("</a></li>\n");
        html.Append("</ul>\n</nav>\n");
    }

    // The first column heads its row; the others are data.
    private static void WriteGrid(StringBuilder html, ReportBlock.Grid grid)
    {
        html.Append("<table>\n<caption>").Append(Rich(grid.Caption)).Append("</caption>\n<thead>\n<tr>");
        foreach (var header in grid.Headers) html.Append("<th scope=\"col\">").Append(Escape(header)).Append("</th>");
        html.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in grid.Rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(Linked(row[0])).Append("</th>");
            foreach (var cell in row.Skip(1)) html.Append("<td>").Append(Linked(cell)).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static string Linked(string text)
    {
        if (text.StartsWith("https://", StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal)) return $"<a href=\"{Escape(text)}\">{Escape(text)}</a>";
        var html = new StringBuilder();
        var from = 0;
        for (var at = text.IndexOf("doi:10.", StringComparison.Ordinal); at >= 0; at = text.IndexOf("doi:10.", from, StringComparison.Ordinal))
        {
            var end = text.AsSpan(at).IndexOfAny(" ),;");
            end = end < 0 ? text.Length : at + end;
            var doi = Escape(text[(at + 4)..end]);
            html.Append(Rich(text[from..at])).Append("<a href=\"https://doi.org/").Append(doi).Append("\">doi:").Append(doi).Append("</a>");
            from = end;
        }

        return html.Append(Rich(text[from..])).ToString();
    }
}
