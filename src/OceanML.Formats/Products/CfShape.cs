using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Products;

/// <summary>What an unknown netCDF file is by the shape of its coordinates.</summary>
internal static class CfShape
{
    public static Product Identify(NetCdfFile file)
    {
        var coordinates = CfCoordinates.Find(file);
        var feature = file.Attributes.Text("featureType") ?? file.Attributes.Text("cdm_data_type") ?? "";
        var onTiePoints = SnapTiePoints.Positions(file);
        if ((coordinates.Latitude ?? onTiePoints?.Latitude) is { } latitude && (coordinates.Longitude ?? onTiePoints?.Longitude) is { } longitude
            && PixelAxes(latitude, longitude) is { } axes)
        {
            if (TiePointPositions.PixelAxes(file, latitude, longitude) is not null)
                return new Product("cf-curvilinear", "swath with positions on tie points", ProductKind.Swath);
            var onPixels = file.Variables.Any(variable => !coordinates.Contains(variable) && variable.Type.IsNumeric()
                && variable.Dimensions.Contains(axes.Row) && variable.Dimensions.Contains(axes.Column));

            // A mooring may write its one position as dimensions of length 1.
            onPixels &= axes.Row.Length > 1 || axes.Column.Length > 1 || coordinates.Time is null;
            if (onPixels && latitude.Dimensions.Count == 1) return new Product("cf-grid", "grid with CF coordinates", ProductKind.Grid);
            if (onPixels) return new Product("cf-curvilinear", "curvilinear grid or swath with CF coordinates", ProductKind.Swath);
        }

        if (feature.Contains("profile", StringComparison.OrdinalIgnoreCase))
            return new Product("cf-profiles", "profiles with CF coordinates", ProductKind.Profiles);
        if (feature.Length > 0 && coordinates.Time is not null) return new Product("cf-series", $"{feature} with CF coordinates", ProductKind.Series);
        if (coordinates is { Latitude: not null, Longitude: not null, Time: not null })
            return new Product("cf-series", "series or points with CF coordinates", ProductKind.Series);
        return new Product("netcdf", "netCDF file of no known product", ProductKind.Other);
    }

    /// <summary>The dimensions of rows and columns; null where latitude and longitude describe points rather than pixels.</summary>
    public static (NetCdfDimension Row, NetCdfDimension Column)? PixelAxes(NetCdfVariable latitude, NetCdfVariable longitude)
    {
        var (lat, lon) = (latitude.Dimensions, longitude.Dimensions);
        if (lat.Count == 1 && lon.Count == 1) return lat[0] == lon[0] ? null : (lat[0], lon[0]);

        // Some models repeat the positions for each time: (1, y, x) is still one set of pixels.
        if (lat.Count is < 2 or > 3 || lon.Count != lat.Count || (lat.Count == 3 && lat[0].Length != 1)) return null;
        return lat[^2] == lon[^2] && lat[^1] == lon[^1] ? (lat[^2], lat[^1]) : null;
    }
}
