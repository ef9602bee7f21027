using System.Globalization;

namespace OceanML.Core;

/// <summary>How a value in one unit becomes one in another: <c>(value * Factor + Offset) / density^DensityPower</c>, density in kg m-3.</summary>
/// <param name="Factor">What the value is multiplied by.</param>
/// <param name="Offset">What is added then.</param>
/// <param name="DensityPower">
/// 1 where the result is divided by the density of the water (umol/L to umol/kg), -1 where it is multiplied by it, 0 where it does not matter.
/// </param>
/// <param name="Basis">What the conversion rests on beyond the definitions of the units, e.g. a molar volume; null for nothing.</param>
public sealed record UnitConversion(double Factor, double Offset = 0, int DensityPower = 0, string? Basis = null)
{
    /// <summary>Nothing to do.</summary>
    public static readonly UnitConversion Identity = new(1);

    /// <summary>Whether values stay as they are, to the bit.</summary>
    public bool IsIdentity => Factor == 1 && Offset == 0 && DensityPower == 0;

    /// <summary>Whether the density of the water must be known.</summary>
    public bool NeedsDensity => DensityPower != 0;

    /// <summary>What is done to a value, for an account: <c>x 0.01</c>, <c>- 273.15</c>, <c>x 44.6596, / density</c>.</summary>
    public string Arithmetic
    {
        get
        {
            var parts = new List<string>();
            if (Factor != 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"x {Factor:G10}"));
            if (Offset != 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(Offset < 0 ? "-" : "+")} {Math.Abs(Offset):G10}"));
            if (DensityPower != 0) parts.Add(DensityPower > 0 ? "/ density in kg m-3" : "x density in kg m-3");
            return parts.Count == 0 ? "none" : string.Join(", ", parts);
        }
    }

    /// <summary>The conversion between two units, or null with the reason why there is none.</summary>
    /// <param name="from">The unit of the values.</param>
    /// <param name="to">The unit wanted.</param>
    /// <param name="of">The variable, where known: it tells molar masses, and that 1e-3, PSU and 1 are one scale of salinity.</param>
    /// <param name="reason">Why not, as the end of a sentence; empty where there is a conversion.</param>
    public static UnitConversion? Between(string from, string to, VocabularyEntry? of, out string reason)
    {
        reason = "";
        if (IsSalinity(of)) return Salinity(from, to, out reason);
        if (string.Equals(from, to, StringComparison.Ordinal)) return Identity;
        if (Unit.Parse(from) is not { } source || Unit.Parse(to) is not { } target)
        {
            reason = $"'{(Unit.Parse(from) is null ? from : to)}' is no unit known here";
            return null;
        }

        if (Between(source, target, of, out var lacksMolarMass) is { } conversion) return conversion;
        reason = lacksMolarMass
            ? $"'{from}' becomes '{to}' only with the mass of a mole, and what is weighed (N or NO3, Si or SiO2) is not said"
            : $"'{from}' and '{to}' measure different things";
        return null;
    }

    /// <inheritdoc cref="Between(string, string, VocabularyEntry?, out string)"/>
    public static UnitConversion? Between(string from, string to, VocabularyEntry? of = null) => Between(from, to, of, out _);

    /// <summary>A value converted.</summary>
    /// <param name="value">The value; NaN stays NaN.</param>
    /// <param name="density">Density of the water, kg m-3; not looked at where it does not matter.</param>
    public double Convert(double value, double density = double.NaN)
    {
        // 0.3 / 10 is 0.03, and 0.3 * 0.1 is not: what is a division in decimal numbers is one here.
        var inverse = 1 / Factor;
        if (Factor < 1 && inverse == Math.Round(inverse)) value /= inverse;
        else if (Factor != 1) value *= Factor;

        // Likewise 291.85 K is 18.7 degrees Celsius, not 18.700000000000045.
        if (Offset != 0) value = Factor == 1 && Math.Abs(value) < 1e9 ? (double)((decimal)value + (decimal)Offset) : value + Offset;
        return DensityPower switch { 0 => value, > 0 => value / density, _ => value * density };
    }

    /// <summary>A difference or standard deviation converted: without the offset.</summary>
    public double ConvertSpread(double spread, double density = double.NaN) => (this with { Offset = 0 }).Convert(spread, density);

    private static UnitConversion? Between(Unit source, Unit target, VocabularyEntry? of, out bool lacksMolarMass)
    {
        lacksMolarMass = false;
        var substance = Substance.Of(of);
        if (substance is { IsGas: true } && IsVolumeOfGas(source) != IsVolumeOfGas(target)) return OfGas(source, target, substance, of!);
        if (source.SameDimensions(target)) return Linear(source, target);
        if (source.Power(target, ("kg", 1), ("m", -3)) is var direct and not 0) return new UnitConversion(source.Ratio(target), 0, direct);
        if (substance is not null) return Molar(source, target, substance);
        lacksMolarMass = source.Power(target, ("kg", 1), ("mol", -1)) != 0 || OverDensity(source, target, ("kg", 1), ("mol", -1)) is not null;
        return null;
    }

    // Volume of gas per volume of water: a mole fills so many litres, and from moles it goes on.
    private static UnitConversion? OfGas(Unit source, Unit target, Substance gas, VocabularyEntry of)
    {
        var moles = Unit.Parse("mol m-3")!;
        var cubicMetres = gas.MolarVolume / 1000;
        var isSource = IsVolumeOfGas(source);
        var rest = Between(isSource ? moles : source, isSource ? target : moles, of, out _);
        if (rest is null) return null;
        var basis = string.Create(CultureInfo.InvariantCulture, $"{1000 / gas.MolarVolume:0.####} umol per ml of {gas.Name}, SCOR WG 142, 10.13155/45915");
        var factor = isSource ? source.Factor / cubicMetres * rest.Factor : rest.Factor * cubicMetres / target.Factor;
        return rest with { Factor = factor, Basis = rest.Basis is null ? basis : $"{basis}; {rest.Basis}" };
    }

    private static bool IsVolumeOfGas(Unit unit) => unit is { CountsVolume: true, Dimensions: "" };

    // Mass to amount: a mole weighs so many grams.
    private static UnitConversion? Molar(Unit source, Unit target, Substance substance)
    {
        var kilograms = substance.MolarMass / 1000;
        var basis = string.Create(CultureInfo.InvariantCulture, $"{substance.MolarMass} g mol-1 of {substance.Name}");
        if (source.Power(target, ("kg", 1), ("mol", -1)) is var mass and not 0)
            return new UnitConversion(source.Ratio(target) * (mass > 0 ? 1 / kilograms : kilograms), 0, 0, basis);
        return OverDensity(source, target, ("kg", 1), ("mol", -1)) is var (ofMass, density)
            ? new UnitConversion(source.Ratio(target) * (ofMass > 0 ? 1 / kilograms : kilograms), 0, density, basis)
            : null;
    }

    /// <summary>The powers of a quotient and of the density that together make one unit the other, or null.</summary>
    private static (int Quotient, int Density)? OverDensity(Unit source, Unit target, (string Symbol, int Exponent) over, (string Symbol, int Exponent) under)
    {
        foreach (var quotient in (ReadOnlySpan<int>)[1, -1])
        {
            foreach (var density in (ReadOnlySpan<int>)[1, -1])
            {
                ReadOnlySpan<(string, int)> both =
                [
                    (over.Symbol, quotient * over.Exponent), (under.Symbol, quotient * under.Exponent), ("kg", density), ("m", -3 * density),
                ];
                if (source.Power(target, both) == 1) return (quotient, density);
            }
        }

        return null;
    }

    // The offset is rounded, so that of 273.15 - 273.15 nothing is left.
    private static UnitConversion Linear(Unit source, Unit target) =>
        new(source.Ratio(target), source.Offset == target.Offset ? 0 : Math.Round((source.Offset - target.Offset) / target.Factor, 12));

    private static bool IsSalinity(VocabularyEntry? entry) => entry?.StandardName?.EndsWith("salinity", StringComparison.Ordinal) == true;

    // 1, PSU and 1e-3 are the practical scale; parts per thousand are what was written before it, and are taken for it. Absolute salinity in g/kg is not:
    // it is larger by 0.17 and more.
    private static UnitConversion? Salinity(string from, string to, out string reason)
    {
        reason = "";
        if (UnitText.IsSame(from, to)) return Identity;
        if (UnitText.IsOne(to) && from.Trim().ToLowerInvariant() is "ppt" or "\u2030" or "permil") return Identity with { Basis = "parts per thousand taken for practical salinity" };
        reason = $"'{from}' is not the practical scale of salinity";
        return null;
    }
}
