using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Remote;

/// <summary>The axes of an ERDDAP grid, and the indices of what is wanted on them.</summary>
internal sealed class ErddapAxes
{
    private const double KmPerDegree = 111.2;

    private readonly Dictionary<string, double[]> values;
    private readonly string name;
    private readonly long[] times;

    private ErddapAxes(string name, Dictionary<string, double[]> values, long[] times) => (this.name, this.values, this.times) = (name, values, times);

    /// <summary>Reads the file of an answer to a request for the axes alone.</summary>
    public static ErddapAxes Read(string path, string name, IEnumerable<string> dimensions)
    {
        using var file = NetCdfFile.Open(path);
        var values = dimensions.ToDictionary(dimension => dimension, dimension => file[dimension].ReadDoubles(NetCdfDecoding.Measured));
        long[] times = file.Find("time") is { Unit: { } unit } time && CfTime.IsTime(unit) ? CfTime.Parse(unit, time.Attributes.Text("calendar")).Decode(values["time"]) : [];
        return new ErddapAxes(name, values, times);
    }

    /// <summary>The values of a dimension.</summary>
    public double[] this[string dimension] => values[dimension];

    /// <summary>
    /// The steps within a period, and one more on either side: the middle of a composite may lie within though its date does not.
    /// </summary>
    /// <exception cref="OceanException">No step is within.</exception>
    public (int First, int Last) Period(long? start, long? end)
    {
        var (first, last) = (times.Length, -1);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] < start || times[i] > end) continue;
            (first, last) = (Math.Min(first, i), i);
        }

        if (last < 0) throw OceanException.NothingSelected($"{name}: no time step is within the period; it covers {Timestamp.Format(times.Min())} to {Timestamp.Format(times.Max())}");
        return (Math.Max(0, first - 1), Math.Min(times.Length - 1, last + 1));
    }

    /// <summary>The cells round a point.</summary>
    public (int First, int Last) Round(string dimension, double position, double radiusKm, double latitude)
    {
        var axis = values[dimension];
        var isLongitude = dimension == "longitude";
        var nearest = 0;
        for (var i = 1; i < axis.Length; i++)
        {
            if (Distance(axis[i]) < Distance(axis[nearest])) nearest = i;
        }

        var step = axis.Length > 1 ? Math.Abs(axis[^1] - axis[0]) / (axis.Length - 1) : 1;
        var degrees = radiusKm / KmPerDegree / (isLongitude ? Math.Max(0.01, Math.Cos(latitude * Math.PI / 180)) : 1);
        var width = 1 + (int)Math.Min(axis.Length, Math.Ceiling(degrees / step));
        return (Math.Max(0, nearest - width), Math.Min(axis.Length - 1, nearest + width));

        double Distance(double value) => Math.Abs(isLongitude ? Math.IEEERemainder(value - position, 360) : value - position);
    }

    /// <summary>Rows within a box.</summary>
    /// <exception cref="OceanException">There is none.</exception>
    public (int First, int Last) Rows(GeoBox box) => Runs("latitude", value => value >= box.South && value <= box.North)[0];

    /// <summary>Columns within a box: one run, or two on both sides of the seam of the grid, the western one first.</summary>
    /// <exception cref="OceanException">There is none.</exception>
    public IReadOnlyList<(int First, int Last)> Columns(GeoBox box)
    {
        var runs = Runs("longitude", value => box.Contains(box.South, value));
        return runs.Count == 2 ? [runs[1], runs[0]] : runs;
    }

    /// <summary>The level nearest to one wanted, or all of them.</summary>
    /// <exception cref="OceanException">There are several and none is named.</exception>
    public (int First, int Last) Levels(string dimension, double? level, bool all, string? unit)
    {
        var axis = values[dimension];
        if (all || axis.Length == 1) return (0, axis.Length - 1);
        if (level is not { } wanted) throw OceanException.Usage(FormattableString.Invariant($"{name}: has {axis.Length} levels of '{dimension}', {axis.Min():0.###} to {axis.Max():0.###} {unit}; say which with --level, or all of them"));
        var nearest = new VerticalAxis(dimension, unit, null, axis).Nearest(wanted);
        return (nearest, nearest);
    }

    private List<(int First, int Last)> Runs(string dimension, Func<double, bool> isInside)
    {
        var axis = values[dimension];
        var runs = new List<(int, int)>();
        for (var i = 0; i < axis.Length; i++)
        {
            if (!isInside(axis[i])) continue;
            var end = i;
            while (end + 1 < axis.Length && isInside(axis[end + 1])) end++;
            runs.Add((i, end));
            i = end;
        }

        return runs.Count > 0 ? runs : throw OceanException.NothingSelected(FormattableString.Invariant($"{name}: no cell has its centre in the box; its {dimension} is {axis.Min():0.###} to {axis.Max():0.###}, in steps of {Step(axis):0.####}"));
    }

    private static double Step(double[] axis) => axis.Length > 1 ? Math.Abs(axis[^1] - axis[0]) / (axis.Length - 1) : 0;
}
