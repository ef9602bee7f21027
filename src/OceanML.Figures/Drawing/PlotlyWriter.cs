using System.Globalization;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Writes the traces and the layout of an interactive figure as JSON for plotly.js.</summary>
public sealed class PlotlyWriter(Utf8JsonWriter json)
{
    /// <summary>Begins the figure and its list of traces.</summary>
    public void Begin()
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
    }

    /// <summary>Begins a trace of type scatter.</summary>
    /// <param name="name">Name in the legend; null leaves it out of the legend.</param>
    /// <param name="mode">lines, markers or both joined by a plus.</param>
    public void BeginTrace(string? name, string mode)
    {
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", mode);
        json.WriteString("name", name is null ? "" : GmtText.Html(name));
        if (name is null) json.WriteBoolean("showlegend", false);
    }

    /// <summary>Begins a horizontal bar trace.</summary>
    public void BeginBars(string name, string colour)
    {
        json.WriteStartObject();
        json.WriteString("type", "bar");
        json.WriteString("orientation", "h");
        json.WriteString("name", GmtText.Html(name));
        json.WriteStartObject("marker");
        json.WriteString("color", colour);
        json.WriteEndObject();
    }

    /// <summary>Ends a trace.</summary>
    public void EndTrace() => json.WriteEndObject();

    /// <summary>Ends the traces and begins the layout.</summary>
    public void BeginLayout()
    {
        json.WriteEndArray();
        json.WriteStartObject("layout");
    }

    /// <summary>Ends the figure.</summary>
    public void End()
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A property of the current object.</summary>
    public void Set(string name, string value) => json.WriteString(name, value);

    /// <summary>A property of the current object.</summary>
    public void Set(string name, double value) => json.WriteNumber(name, value);

    /// <summary>A property of the current object.</summary>
    public void Set(string name, bool value) => json.WriteBoolean(name, value);

    /// <summary>Begins an object property.</summary>
    public void Object(string name) => json.WriteStartObject(name);

    /// <summary>Ends an object.</summary>
    public void EndObject() => json.WriteEndObject();

    /// <summary>Numbers to five significant digits, which no screen resolves; what is missing is null.</summary>
    public void Numbers(string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (double.IsFinite(value)) json.WriteRawValue(value.ToString("G5", CultureInfo.InvariantCulture));
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    /// <summary>Values along an axis: numbers, or ISO dates on a time axis.</summary>
    public void Along(string name, IEnumerable<double> values, Axis axis)
    {
        if (axis.Kind == AxisKind.Time) Texts(name, values.Select(value => double.IsFinite(value) ? Timestamp.Format((long)value) : ""));
        else Numbers(name, values);
    }

    /// <summary>Texts, e.g. what appears under the pointer.</summary>
    public void Texts(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>The pen of a line trace.</summary>
    public void Line(string colour, double width = 2, string dash = "solid")
    {
        json.WriteStartObject("line");
        json.WriteString("color", colour);
        json.WriteNumber("width", width);
        json.WriteString("dash", dash);
        json.WriteEndObject();
    }

    /// <summary>The symbols of a trace in one colour.</summary>
    public void Marker(string colour, double size, double opacity = 1, string symbol = "circle")
    {
        json.WriteStartObject("marker");
        json.WriteString("color", colour);
        if (symbol != "circle") json.WriteString("symbol", symbol);
        json.WriteNumber("size", size);
        json.WriteNumber("opacity", opacity);
        json.WriteEndObject();
    }

    /// <summary>The symbols of a trace coloured by value, with a bar.</summary>
    public void Marker(IReadOnlyList<double> values, ColourScale scale, double size, string symbol = "circle")
    {
        json.WriteStartObject("marker");
        Numbers("color", values.Select(value => scale.Log10 ? Math.Log10(value) : value));
        json.WriteNumber("cmin", scale.Log10 ? Math.Log10(scale.Minimum) : scale.Minimum);
        json.WriteNumber("cmax", scale.Log10 ? Math.Log10(scale.Maximum) : scale.Maximum);
        json.WriteStartArray("colorscale");
        for (var i = 0; i < scale.Palette.Colours.Count; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(i / (double)(scale.Palette.Colours.Count - 1));
            json.WriteStringValue(scale.Palette.Colours[i]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("size", size);
        json.WriteString("symbol", symbol);
        Object("line");
        json.WriteNumber("width", 0);
        EndObject();
        Object("colorbar");
        Object("title");
        json.WriteString("text", GmtText.Html(scale.Label));
        json.WriteString("side", "right");
        EndObject();
        json.WriteNumber("thickness", 14);
        var ticks = scale.Log10 ? Ticks.Logarithmic(scale.Minimum, scale.Maximum) : Ticks.Linear(scale.Minimum, scale.Maximum, 6);
        Numbers("tickvals", ticks.Select(tick => scale.Log10 ? Math.Log10(tick) : tick));
        Texts("ticktext", ticks.Select(Ticks.Text));
        EndObject();
        json.WriteEndObject();
    }

    /// <summary>An axis of the layout.</summary>
    /// <param name="name">xaxis, yaxis, xaxis2…</param>
    /// <param name="axis">The axis.</param>
    /// <param name="extra">More properties.</param>
    public void Layout(string name, Axis axis, Action? extra = null)
    {
        Object(name);
        Object("title");
        json.WriteString("text", GmtText.Html(axis.Title));
        EndObject();
        json.WriteString("type", axis.Kind switch { AxisKind.Log10 => "log", AxisKind.Time => "date", _ => "linear" });
        double[] ends = axis.Downward ? [axis.Maximum, axis.Minimum] : [axis.Minimum, axis.Maximum];
        if (axis.Kind == AxisKind.Log10) Numbers("range", ends.Select(Math.Log10));
        else Along("range", ends, axis);
        if (axis.Kind == AxisKind.Log10)
        {
            var ticks = Ticks.Logarithmic(axis.Minimum, axis.Maximum);
            Numbers("tickvals", ticks);
            Texts("ticktext", ticks.Select(Ticks.Text));
        }

        json.WriteString("gridcolor", Ink.Grid);
        json.WriteBoolean("zeroline", false);
        json.WriteString("linecolor", Ink.Frame);
        json.WriteBoolean("mirror", true);
        json.WriteBoolean("showline", true);
        json.WriteString("ticks", "outside");
        extra?.Invoke();
        EndObject();
    }
}
