using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Scatters that the scatter command and the report both draw.</summary>
internal static class Scatters
{
    /// <summary>A scatter of two columns of a table.</summary>
    public static ScatterFigure Of(string id, Table data, string reference, string estimate, bool log10, string? unit)
    {
        var (x, y) = (ColumnWords.Of(data, reference, unit), ColumnWords.Of(data, estimate, unit));
        return Of(id, $"{y.Label} against {Maps.Lower(x.Label)}", x, y, data.Numbers(reference), data.Numbers(estimate), log10);
    }

    /// <summary>A scatter of pairs, with scores and regression lines.</summary>
    public static ScatterFigure Of(string id, string title, (string Label, string? Unit) x, (string Label, string? Unit) y, double[] references, double[] estimates, bool log10)
    {
        var figure = ScatterFigure.Of(id, title, x, y, references, estimates, log10);
        return figure;
    }
}
