using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>The dimensions whose combinations are the rows of a table: those of time, position and level.</summary>
internal sealed class PointAxes
{
    private readonly List<NetCdfDimension> axes;
    private readonly Dictionary<NetCdfDimension, NetCdfDimension> same = [];

    /// <summary>The axes of a file.</summary>
    /// <exception cref="OceanException">Their combinations are too many for a table.</exception>
    public PointAxes(NetCdfFile file, CfCoordinates coordinates, IReadOnlyList<NetCdfVariable> variables)
    {
        // A drifting buoy may have a dimension of its own for the positions, one for each time: LATITUDE(LATITUDE), POSITION_QC(POSITION).
        if (coordinates.Time?.Dimensions is [{ Length: > 1 } time])
        {
            var positions = new[] { coordinates.Latitude, coordinates.Longitude }.OfType<NetCdfVariable>().Where(variable => variable.Dimensions is [var own] && own != time).ToList();
            foreach (var dimension in file.Variables.SelectMany(variable => variable.Dimensions).Distinct().Where(dimension => dimension != time && dimension.Length == time.Length))
            {
                var users = file.Variables.Where(variable => variable.Dimensions.Contains(dimension)).ToList();
                var isPosition = positions.Exists(variable => variable.Dimensions[0] == dimension) || dimension.Name.Equals("POSITION", StringComparison.OrdinalIgnoreCase);
                if (isPosition && users.TrueForAll(variable => variable.Dimensions.Count == 1)) same.Add(dimension, time);
            }
        }

        axes = [.. variables.SelectMany(variable => variable.Dimensions).Select(Canonical).Where(dimension => dimension.Length != 1).Distinct()];
        var count = axes.Aggregate(1L, (product, axis) => product * axis.Length);
        if (count > 200_000_000)
            throw OceanException.BadInput($"{file.Path}: {count} combinations of {string.Join(", ", axes.Select(axis => axis.Name))} are too many for a table; is it a grid of fields?");
        Rows = (int)count;
    }

    /// <summary>Number of combinations.</summary>
    public int Rows { get; }

    /// <summary>Whether a dimension is one of them.</summary>
    public bool Contains(NetCdfDimension dimension) => axes.Contains(Canonical(dimension));

    /// <summary>For each row the place of its value in a variable that has some of the axes, and perhaps one dimension more, at its first place there.</summary>
    /// <param name="own">The dimensions of the variable without those of length 1.</param>
    public int[] Index(IReadOnlyList<NetCdfDimension> own)
    {
        var strides = new int[axes.Count];
        var stride = 1;
        for (var i = own.Count - 1; i >= 0; i--)
        {
            if (Contains(own[i])) strides[axes.IndexOf(Canonical(own[i]))] = stride;
            stride *= (int)own[i].Length;
        }

        var index = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var rest = row;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                var length = (int)axes[axis].Length;
                index[row] += rest % length * strides[axis];
                rest /= length;
            }
        }

        return index;
    }

    private NetCdfDimension Canonical(NetCdfDimension dimension) => same.GetValueOrDefault(dimension, dimension);
}
