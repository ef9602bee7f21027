using System.Globalization;

namespace OceanML.Core;

/// <summary>
/// A unit as a file spells it, taken apart: <c>base = value * Factor + Offset</c> in kilogram, metre, second, kelvin, mole, and whatever else the
/// spelling names (<c>rad</c>, <c>sr</c>, <c>NTU</c>, <c>count</c>), which is a dimension of its own.
/// </summary>
/// <remarks>
/// <c>mg/m^3</c>, <c>mg m-3</c>, <c>mg·m⁻³</c> and <c>ug/L</c> are one unit. Behind a slash every factor divides unless it has an exponent of its
/// own: <c>mW/cm^2 um sr</c> and <c>mW/cm^2/um/sr</c> are the same, as the field writes them (UDUNITS would multiply the second one's last factors).
/// </remarks>
public sealed class Unit
{
    private readonly SortedDictionary<string, int> dimensions;
    private readonly double mantissa;
    private readonly int decade;

    internal Unit(double mantissa, int decade, double offset, SortedDictionary<string, int> dimensions) =>
        (this.mantissa, this.decade, Offset, this.dimensions) = (mantissa, decade, offset, dimensions);

    /// <summary>Size of one unit in base units.</summary>
    public double Factor => Scale(mantissa, decade);

    /// <summary>What is added in base units: 273.15 for degrees Celsius.</summary>
    public double Offset { get; }

    /// <summary>The dimensions with their exponents, e.g. <c>kg1 m-3</c>; empty for a pure number.</summary>
    public string Dimensions => string.Join(' ', dimensions.Select(factor => string.Create(CultureInfo.InvariantCulture, $"{factor.Key}{factor.Value}")));

    /// <summary>The unit that a text spells, or null where a part of it is no unit known here.</summary>
    public static Unit? Parse(string text) => UnitParser.Parse(text);

    /// <summary>Whether both mean the same: equal dimensions, size and zero.</summary>
    public bool Equals(Unit other) => SameDimensions(other) && mantissa == other.mantissa && decade == other.decade && Offset == other.Offset;

    /// <summary>Whether litres are counted, as in ml of gas per l of water, which is no mg per kg.</summary>
    internal bool CountsVolume { get; init; }

    /// <summary>How many of <paramref name="other"/> one of this is, dimensions aside. Powers of ten are exact.</summary>
    internal double Ratio(Unit other) => Scale(mantissa / other.mantissa, decade - other.decade);

    internal bool SameDimensions(Unit other) => dimensions.SequenceEqual(other.dimensions);

    /// <summary>The power of a quotient of dimensions by which this must be divided to have those of the other: 1, -1, or 0 where none does.</summary>
    internal int Power(Unit other, params ReadOnlySpan<(string Symbol, int Exponent)> quotient)
    {
        foreach (var sign in (ReadOnlySpan<int>)[1, -1])
        {
            var rest = new SortedDictionary<string, int>(dimensions, StringComparer.Ordinal);
            foreach (var (symbol, exponent) in quotient) Multiply(rest, symbol, -sign * exponent);
            if (rest.SequenceEqual(other.dimensions)) return sign;
        }

        return 0;
    }

    internal static void Multiply(SortedDictionary<string, int> dimensions, string symbol, int exponent)
    {
        var sum = dimensions.GetValueOrDefault(symbol) + exponent;
        if (sum == 0) dimensions.Remove(symbol);
        else dimensions[symbol] = sum;
    }

    /// <summary>A number times a power of ten, rounded once.</summary>
    internal static double Scale(double number, int decade)
    {
        if (decade == 0) return number;
        var power = Math.Pow(10, Math.Min(22, Math.Abs(decade)));
        for (var more = Math.Abs(decade) - 22; more > 0; more--) power *= 10;
        return decade > 0 ? number * power : number / power;
    }
}
