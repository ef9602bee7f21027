using System.Globalization;
using System.Net;
using System.Text;

namespace OceanML.Crates;

/// <summary>A drawing of a Galaxy workflow as SVG: boxes where the editor has them, phases as frames, what flows as curves.</summary>
public static class WorkflowDiagram
{
    private const double Width = 200;
    private const double Margin = 40;
    private const double Line = 15;
    private const int ManySources = 6;

    /// <summary>The drawing, plain SVG without scripts or fonts of its own.</summary>
    public static string Of(GalaxyWorkflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var boxes = workflow.Inputs.Select(input => new Box(input.Id, input.X, input.Y, Wrap(input.Label), true))
            .Concat(workflow.Steps.Select(step => new Box(step.Id, step.X, step.Y, Wrap(step.Label), false))).ToDictionary(box => box.Id);
        var left = boxes.Values.Select(box => box.X).Concat(workflow.Frames.Select(frame => frame.X)).Min() - Margin;
        var top = boxes.Values.Select(box => box.Y).Concat(workflow.Frames.Select(frame => frame.Y)).Min() - Margin;
        var right = boxes.Values.Select(box => box.X + Width).Concat(workflow.Frames.Select(frame => frame.X + frame.Width)).Max() + Margin;
        var bottom = boxes.Values.Select(box => box.Y + box.Height).Concat(workflow.Frames.Select(frame => frame.Y + frame.Height)).Max() + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {right - left} {bottom - top}\" width=\"{right - left}\" height=\"{bottom - top}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n");
        svg.Append("<title>").Append(Escape(workflow.Name)).Append("</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{right - left}\" height=\"{bottom - top}\" fill=\"#ffffff\"/>\n");
        foreach (var frame in workflow.Frames)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{frame.X}\" y=\"{frame.Y}\" width=\"{frame.Width}\" height=\"{frame.Height}\" rx=\"8\" fill=\"#eef4f8\" stroke=\"#9db8c9\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{frame.X + 12}\" y=\"{frame.Y + 22}\" font-size=\"15\" font-weight=\"bold\" fill=\"#33566d\">{Escape(frame.Title)}</text>\n");
        }

        foreach (var step in workflow.Steps.OrderByDescending(step => step.Connections.Count))
        {
            // What gathers from everywhere (a report, a package) would hide the flow of the data: pale.
            var sources = step.Connections.DistinctBy(connection => connection.Source).ToList();
            var stroke = sources.Count > ManySources ? "#cfdae1" : "#5b7f95";
            foreach (var connection in sources)
            {
                var (from, to) = (boxes[connection.Source], boxes[step.Id]);
                var (x1, y1, x2, y2) = (from.X + Width, from.Y + from.Height / 2, to.X, to.Y + to.Height / 2);
                var bend = Math.Max(40, Math.Abs(x2 - x1) / 2);
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
            }
        }

        foreach (var box in boxes.Values.OrderBy(box => box.Id))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{box.X}\" y=\"{box.Y}\" width=\"{Width}\" height=\"{box.Height}\" rx=\"4\" fill=\"{(box.IsInput ? "#fff6e0" : "#ffffff")}\" stroke=\"#33566d\"/>\n");
            for (var i = 0; i < box.Lines.Count; i++)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{box.X + 10}\" y=\"{box.Y + 20 + (i * Line)}\">{Escape(box.Lines[i])}</text>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static List<string> Wrap(string label)
    {
        var lines = new List<string> { "" };
        foreach (var word in label.Split(' '))
        {
            if (lines[^1].Length + word.Length > 28) lines.Add(word);
            else lines[^1] = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
        }

        return lines;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private sealed record Box(int Id, double X, double Y, List<string> Lines, bool IsInput)
    {
        public double Height => 15 + (Lines.Count * Line);
    }
}
