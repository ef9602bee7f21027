using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The features that a field can give: its variables and bands by name, what follows from place and time, gradients on a grid.</summary>
internal sealed class FieldCatalogue
{
    /// <summary>How far a wavelength in a name may be from that of its band, nm: names are rounded.</summary>
    public const double Rounding = 0.5;

    // Columns that oceanml-colocate makes of a macro-pixel besides its mean; on a field a pixel has its own value alone.
    private static readonly string[] Statistics = ["_median", "_mean", "_centre"];

    private readonly Dictionary<string, FieldFeature> features = new(StringComparer.Ordinal);
    private readonly IField field;
    private readonly double tolerance;

    public FieldCatalogue(IField field, double tolerance)
    {
        (this.field, this.tolerance) = (field, tolerance);
        foreach (var variable in field.Variables)
        {
            for (var band = 0; band < variable.Bands; band++) Add(new FieldFeature.Of(variable.BandName(band), variable, band));
        }

        Place("latitude", "degrees_north", (latitude, _, _) => latitude);
        Place("longitude", "degrees_east", (_, longitude, _) => Sphere.NormalizeLongitude(longitude));
        Place("position_x", "1", (latitude, longitude, _) => Sphere.UnitVector(latitude, longitude).X);
        Place("position_y", "1", (latitude, longitude, _) => Sphere.UnitVector(latitude, longitude).Y);
        Place("position_z", "1", (latitude, longitude, _) => Sphere.UnitVector(latitude, longitude).Z);
        Place("coriolis", "s-1", (latitude, _, _) => 2 * CoordinateFeatures.Omega * Math.Sin(latitude * Math.PI / 180));
        if (field.Times.Count == 0) return;
        Time("sin_day", "1", time => Math.Sin(CoordinateFeatures.YearAngle(time)));
        Time("cos_day", "1", time => Math.Cos(CoordinateFeatures.YearAngle(time)));
        Time("decimal_year", "year", time => Timestamp.ToDateTime(time).Year + (CoordinateFeatures.YearAngle(time) / (2 * Math.PI)));
        Add(new FieldFeature.Derived("sin_hour", "1", (_, longitude, time) => Math.Sin(HourAngle(longitude, time)), true));
        Add(new FieldFeature.Derived("cos_hour", "1", (_, longitude, time) => Math.Cos(HourAngle(longitude, time)), true));

        void Place(string name, string unit, Func<double, double, long, double> value) => Add(new FieldFeature.Derived(name, unit, value, false));
        void Time(string name, string unit, Func<long, double> value) => Add(new FieldFeature.Derived(name, unit, (_, _, time) => value(time), true));
    }

    /// <summary>The names that can be asked for, gradients and rounded wavelengths apart.</summary>
    public IReadOnlyCollection<string> Names => features.Keys;

    /// <summary>What gives a feature of that name, or null; a note says where it is not the plain name.</summary>
    public FieldFeature? Find(string name, out string? note)
    {
        note = null;
        if (features.TryGetValue(name, out var exact)) return exact;
        if (Rounded(name) is { } rounded)
        {
            note = $"'{name}' is the band {rounded.Name} of the field";
            return rounded;
        }

        foreach (var statistic in Statistics)
        {
            if (!name.EndsWith(statistic, StringComparison.Ordinal)) continue;
            var plain = name[..^statistic.Length];
            if ((features.GetValueOrDefault(plain) ?? Rounded(plain)) is not FieldFeature.Of own) continue;
            note = $"'{name}' takes the value of the pixel, {own.Name}, where training had a statistic of several pixels";
            return own;
        }

        if (field.Geometry is FieldGeometry.Grid && name.Length > 3 && name[^3..] is "_dx" or "_dy" && features.GetValueOrDefault(name[..^3]) is FieldFeature.Of source)
            return new FieldFeature.Gradient(name, source.Unit switch { null => null, "1" => "m-1", "m" => "1", var unit => $"{unit} m-1" }, source, name.EndsWith("_dx", StringComparison.Ordinal));
        return null;
    }

    private static double HourAngle(double longitude, long time) => ((time % Timestamp.PerDay / (double)Timestamp.PerDay) + (longitude / 360)) * 2 * Math.PI;

    // Rrs_412 is the band at 412.3 nm of Rrs: its label was rounded. The nearest of two; farther bands only where the user allows them.
    private FieldFeature.Of? Rounded(string name)
    {
        var at = name.LastIndexOf('_');
        if (at <= 0 || !double.TryParse(name.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wavelength)) return null;
        FieldFeature.Of? best = null;
        var least = tolerance + 1e-9;
        foreach (var variable in field.Variables)
        {
            if (variable.Wavelengths.Count != variable.Bands) continue;
            for (var band = 0; band < variable.Bands; band++)
            {
                // One variable with a band dimension, or a variable for each band.
                var stem = variable.Bands > 1 ? variable.Name : variable.Name.LastIndexOf('_') is var end and > 0 ? variable.Name[..end] : "";
                if (stem != name[..at]) break;
                var distance = Math.Abs(variable.Wavelengths[band] - wavelength);
                if (distance < least) (best, least) = (new FieldFeature.Of(variable.BandName(band), variable, band), distance);
            }
        }

        return best;
    }

    private void Add(FieldFeature feature) => features.TryAdd(feature.Name, feature);
}
