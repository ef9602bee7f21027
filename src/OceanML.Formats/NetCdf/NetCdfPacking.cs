using System.Globalization;
using System.Runtime.Intrinsics;

namespace OceanML.Formats.NetCdf;

/// <summary>
/// How the stored numbers of a variable become values: CF conventions 1.11, sections 2.5.1 and 8.1, and the NetCDF User's Guide
/// (_Unsigned). Missing values and valid ranges are compared in the stored type; a valid range written in the type of the scale
/// factor is in the unit and is compared after scaling. Logarithmic units of UDUNITS (<c>lg(re mg.m-3)</c>, as OLCI stores chlorophyll)
/// become values in the unit inside: an exponent taken for a concentration looks plausible and is wrong.
/// </summary>
internal sealed class NetCdfPacking
{
    private readonly NetCdfType stored;
    private readonly double[] missing;
    private readonly double minimum = double.NegativeInfinity;
    private readonly double maximum = double.PositiveInfinity;
    private readonly bool rangeIsScaled;
    private readonly double scale;
    private readonly double offset;
    private readonly double logarithmBase;

    public NetCdfPacking(NetCdfType type, NetCdfAttributeSet attributes)
    {
        var unsigned = string.Equals(attributes["_Unsigned"]?.Text, "true", StringComparison.OrdinalIgnoreCase);
        stored = unsigned ? NetCdfNumbers.Unsigned(type) : type;
        scale = AsWritten(attributes["scale_factor"]) ?? 1;
        offset = AsWritten(attributes["add_offset"]) ?? 0;
        logarithmBase = LogarithmicUnit.Of(attributes.Text("units"))?.Base ?? 0;
        var fill = attributes["_FillValue"];
        missing = [.. Stored(fill), .. Stored(attributes["missing_value"])];
        if (fill is null && !double.IsNaN(type.DefaultFill()) && !unsigned) missing = [.. missing, Rounded(type.DefaultFill())];
        missing = [.. missing.Where(value => !double.IsNaN(value)).Distinct()];

        var range = attributes["valid_range"];
        if (range is { Numbers.Count: 2 })
        {
            (minimum, maximum) = (Stored(range)[0], Stored(range)[1]);
            rangeIsScaled = IsScaled(range);
        }
        else
        {
            var (low, high) = (attributes["valid_min"], attributes["valid_max"]);
            if (low is { Numbers.Count: > 0 }) (minimum, rangeIsScaled) = (Stored(low)[0], IsScaled(low));
            if (high is { Numbers.Count: > 0 }) (maximum, rangeIsScaled) = (Stored(high)[0], IsScaled(high));
        }

        // An empty or inverted range (seen in the wild as 0, 0) would hide everything.
        if (double.IsNaN(minimum) || double.IsNaN(maximum) || minimum >= maximum)
            (minimum, maximum) = (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>Smallest valid value, unpacked, in the unit; minus infinity where none is given.</summary>
    public double ValidMinimum => Linear(rangeIsScaled ? minimum : Math.Min(Unpack(minimum), Unpack(maximum)));

    /// <summary>Largest valid value, unpacked, in the unit; infinity where none is given.</summary>
    public double ValidMaximum => Linear(rangeIsScaled ? maximum : Math.Max(Unpack(minimum), Unpack(maximum)));

    public void Decode(ReadOnlySpan<byte> raw, Span<double> values, NetCdfDecoding decoding)
    {
        NetCdfNumbers.ToDoubles(raw, stored, values);
        Unpack(values, decoding);
        if (!decoding.HasFlag(NetCdfDecoding.Scale) || logarithmBase == 0) return;
        foreach (ref var value in values) value = Math.Pow(logarithmBase, value);
    }

    // Missing values, range and scale in one go over the values.
    private void Unpack(Span<double> values, NetCdfDecoding decoding)
    {
        var absent = decoding.HasFlag(NetCdfDecoding.Missing) ? missing : [];
        var isRanged = decoding.HasFlag(NetCdfDecoding.ValidRange) && (minimum > double.NegativeInfinity || maximum < double.PositiveInfinity);
        var isScaled = decoding.HasFlag(NetCdfDecoding.Scale) && (scale != 1 || offset != 0);
        if (absent.Length == 0 && !isRanged && !isScaled) return;
        var (low, high) = isRanged ? (minimum, maximum) : (double.NegativeInfinity, double.PositiveInfinity);
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var packed = Vector256.Create<double>(values.Slice(i, Vector256<double>.Count));
            var hidden = Vector256<double>.Zero;
            foreach (var value in absent) hidden |= Vector256.Equals(packed, Vector256.Create(value));
            var scaled = isScaled ? (packed * scale) + Vector256.Create(offset) : packed;
            var judged = rangeIsScaled ? scaled : packed;
            hidden |= Vector256.LessThan(judged, Vector256.Create(low)) | Vector256.GreaterThan(judged, Vector256.Create(high));
            Vector256.ConditionalSelect(hidden, Vector256.Create(double.NaN), scaled).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            var scaled = isScaled ? (values[i] * scale) + offset : values[i];
            var judged = rangeIsScaled ? scaled : values[i];
            values[i] = Array.IndexOf(absent, values[i]) >= 0 || judged < low || judged > high ? double.NaN : scaled;
        }
    }

    private double[] Stored(NetCdfAttribute? attribute)
    {
        if (attribute is null || attribute.Numbers.Count == 0) return [];
        var unsigned = stored is NetCdfType.UInt8 or NetCdfType.UInt16 or NetCdfType.UInt32 or NetCdfType.UInt64;

        // -1 in a signed attribute of an unsigned variable is its pattern, 255.
        if (unsigned && attribute.Type.Size() == stored.Size() && attribute.Bits.Count > 0) return [.. attribute.Bits.Select(bits => (double)bits)];
        return [.. attribute.Numbers.Select(Rounded)];
    }

    // A fill value written as a double beside float data must be compared as the float it was stored as.
    private double Rounded(double number) => stored == NetCdfType.Float32 ? (float)number : number;

    private bool IsScaled(NetCdfAttribute range) =>
        stored.IsInteger() && range.Type is NetCdfType.Float32 or NetCdfType.Float64 && (scale != 1 || offset != 0);

    // A scale of 0.2 stored as float is 0.200000003: with an offset of thousands the difference shows in the values. The shortest
    // decimal that gives the same float is what the producer wrote.
    private static double? AsWritten(NetCdfAttribute? attribute) =>
        attribute?.Number is not { } number ? null
        : attribute.Type == NetCdfType.Float32 ? double.Parse(((float)number).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : number;

    private double Linear(double value) => logarithmBase != 0 && double.IsFinite(value) ? Math.Pow(logarithmBase, value) : value;

    private double Unpack(double value) => double.IsInfinity(value) ? (scale < 0 ? -value : value) : (value * scale) + offset;
}
