using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Features made of neighbouring cells of a grid.</summary>
internal static class GridFeatures
{
    public static IEnumerable<NumberColumn> Gradient(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(1, 1);
        var grid = context.Grid ?? throw OceanException.Usage($"--derive {request.Text}: a gradient needs a field on a grid of latitudes and longitudes, and the input is {(context.Table.Metadata.ContainsKey("swath") ? "a swath" : "a table of observations")}");
        foreach (var column in context.Numbers(request.Argument(0)))
        {
            var (dx, dy) = (new double[column.Length], new double[column.Length]);
            for (var time = 0; time < grid.Times; time++)
            {
                var cells = column.Values.AsSpan(time * grid.Cells, grid.Cells);
                GridGradient.Of(cells, grid, dx.AsSpan(time * grid.Cells, grid.Cells), dy.AsSpan(time * grid.Cells, grid.Cells));
            }

            var unit = column.Metadata.Unit switch { null => null, "1" => "m-1", "m" => "1", var known => $"{known} m-1" };
            yield return Derived.Part(request, column.Name, "_dx", dx, unit, $"Eastward gradient of {Derived.Words(column)}");
            yield return Derived.Part(request, column.Name, "_dy", dy, unit, $"Northward gradient of {Derived.Words(column)}");
        }
    }
}
