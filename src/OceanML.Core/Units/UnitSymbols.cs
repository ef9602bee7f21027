namespace OceanML.Core;

/// <summary>The units of oceanography by symbol and by name, with SI prefixes.</summary>
internal static class UnitSymbols
{
    private static readonly Dictionary<string, Symbol> Known = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, int> SymbolPrefixes = new(StringComparer.Ordinal)
    {
        ["da"] = 1, ["p"] = -12, ["n"] = -9, ["u"] = -6, ["m"] = -3, ["c"] = -2, ["d"] = -1, ["h"] = 2, ["k"] = 3, ["M"] = 6, ["G"] = 9,
    };

    private static readonly Dictionary<string, int> NamePrefixes = new(StringComparer.Ordinal)
    {
        ["pico"] = -12, ["nano"] = -9, ["micro"] = -6, ["milli"] = -3, ["centi"] = -2, ["deci"] = -1, ["hecto"] = 2, ["kilo"] = 3, ["mega"] = 6, ["giga"] = 9,
    };

    static UnitSymbols()
    {
        Add("g gram grams gramme", 1, -3, prefixed: true, ("kg", 1));
        Add("m meter metre meters metres", 1, 0, prefixed: true, ("m", 1));
        Add("s sec second seconds", 1, 0, prefixed: true, ("s", 1));
        Add("min minute minutes", 60, 0, prefixed: false, ("s", 1));
        Add("h hr hour hours", 3600, 0, prefixed: false, ("s", 1));
        Add("d day days", 86400, 0, prefixed: false, ("s", 1));
        Add("year years yr", 31556925.9747, 0, prefixed: false, ("s", 1));
        Add("K kelvin kelvins degK degree_kelvin degrees_kelvin", 1, 0, prefixed: false, ("K", 1));
        Add("mol mole moles mols Einstein einstein einsteins Ein E", 1, 0, prefixed: true, ("mol", 1));
        Add("M molar", 1, 3, prefixed: true, ("mol", 1), ("m", -3));
        Add("L l liter litre liters litres", 1, -3, prefixed: true, ("m", 3));
        Add("N newton", 1, 0, prefixed: true, ("kg", 1), ("m", 1), ("s", -2));
        Add("Pa pascal pascals", 1, 0, prefixed: true, ("kg", 1), ("m", -1), ("s", -2));
        Add("bar bars", 1, 5, prefixed: true, ("kg", 1), ("m", -1), ("s", -2));
        Add("db dbars", 1, 4, prefixed: false, ("kg", 1), ("m", -1), ("s", -2));
        Add("mb", 1, 2, prefixed: false, ("kg", 1), ("m", -1), ("s", -2));
        Add("atm atmosphere atmospheres", 101325, 0, prefixed: true, ("kg", 1), ("m", -1), ("s", -2));
        Add("psi", 6894.757293168, 0, prefixed: false, ("kg", 1), ("m", -1), ("s", -2));
        Add("W watt watts", 1, 0, prefixed: true, ("kg", 1), ("m", 2), ("s", -3));
        Add("J joule joules", 1, 0, prefixed: true, ("kg", 1), ("m", 2), ("s", -2));
        Add("Hz hertz", 1, 0, prefixed: true, ("s", -1));
        Add("S siemens mho", 1, 0, prefixed: true, ("S", 1));
        Add("V volt volts", 1, 0, prefixed: true, ("V", 1));
        Add("A ampere amperes", 1, 0, prefixed: true, ("A", 1));
        Add("Bq becquerel", 1, 0, prefixed: true, ("Bq", 1));
        Add("kn kt knot knots", 1852.0 / 3600, 0, prefixed: false, ("m", 1), ("s", -1));
        Add("nmi nautical_mile", 1852, 0, prefixed: false, ("m", 1));
        Add("ft feet foot", 0.3048, 0, prefixed: false, ("m", 1));
        Add("fathom fathoms", 1.8288, 0, prefixed: false, ("m", 1));
        Add("sr steradian steradians", 1, 0, prefixed: false, ("sr", 1));
        Add("rad radian radians", 1, 0, prefixed: true, ("rad", 1));
        Add("deg degree degrees degrees_north degree_north degrees_east degree_east degrees_n degree_n degrees_e degree_e degree_N degrees_N degree_E degrees_E degN degE degrees_true degree_true degT angular_degree", Math.PI / 180, 0, prefixed: false, ("rad", 1));
        Add("count counts cts", 1, 0, prefixed: false, ("count", 1));
        Add("NTU ntu NTUs", 1, 0, prefixed: false, ("NTU", 1));
        Add("FNU fnu FTU ftu", 1, 0, prefixed: false, ("FNU", 1));
        Add("cell cells", 1, 0, prefixed: false, ("cell", 1));
        Add("percent pct %", 1, -2, prefixed: false);
        Add("permil \u2030 ppt", 1, -3, prefixed: false);
        Add("ppm", 1, -6, prefixed: false);
        Add("ppb", 1, -9, prefixed: false);

        // Words for a pure number, and for what is counted or dissolved, which the unit need not say.
        Add("psu pss pss-78 pss78 pss_78 psal dimensionless unitless none nondim fraction fractional total_scale total ph ph_unit ph_units photon photons quanta quantum seawater sea_water sw", 1, 0, prefixed: false);
        Known["degC"] = Celsius(1, 273.15);
        foreach (var name in (ReadOnlySpan<string>)["degc", "deg_c", "deg_C", "DegC", "celsius", "degree_c", "degree_C", "degrees_c", "degrees_C", "degree_celsius", "degrees_celsius", "cel", "degreec", "degreesc", "degsc", "its-90", "its90"]) Known[name] = Known["degC"];
        Known["degF"] = Celsius(5.0 / 9, 273.15 - (32 * 5.0 / 9));
        foreach (var name in (ReadOnlySpan<string>)["degf", "deg_f", "deg_F", "fahrenheit", "degree_fahrenheit", "degrees_fahrenheit", "degree_f", "degrees_f"]) Known[name] = Known["degF"];

        // A degree of the scale of 1968 is 1/1.00024 of one of 1990 (Saunders 1990, WOCE Newsletter 10).
        Known["degC68"] = Celsius(1 / 1.00024, 273.15);
    }

    /// <summary>The unit of a symbol or name, with or without prefix; null where there is none. Case counts, and is forgiven where nothing has that case; dB stays the decibel.</summary>
    public static Symbol? Find(string text) => Exact(text) ?? (text != "dB" && text.ToLowerInvariant() is var lower && lower != text ? Exact(lower) : null);

    /// <summary>Whether it is a word for a pure number: psu, dimensionless.</summary>
    public static bool IsOne(string text) => Find(text.Replace(' ', '_')) is { Mantissa: 1, Decade: 0, Dimensions.Count: 0 };

    private static Symbol? Exact(string text)
    {
        if (Known.TryGetValue(text, out var known)) return known;
        foreach (var (prefix, decade) in NamePrefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && Known.TryGetValue(text[prefix.Length..], out var unit) && unit.TakesPrefix) return unit with { Decade = unit.Decade + decade };
        }

        foreach (var (prefix, decade) in SymbolPrefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal) || !Known.TryGetValue(text[prefix.Length..], out var unit) || !unit.TakesPrefix) continue;

            // ML/L is millilitres in capitals, not megalitres; MG/L and MM likewise.
            if (prefix == "M" && text[1..] is "L" or "l" or "g" or "m" or "mol" or "s" or "S" or "M") continue;
            return unit with { Decade = unit.Decade + decade };
        }

        return null;
    }

    private static Symbol Celsius(double size, double zero) => new(size, 0, zero, false, [("K", 1)]);

    private static void Add(string names, double mantissa, int decade, bool prefixed, params (string Symbol, int Exponent)[] dimensions)
    {
        foreach (var name in names.Split(' ')) Known.Add(name, new Symbol(mantissa, decade, 0, prefixed, dimensions));
    }

    /// <summary>One unit: its size in base units (mantissa times a power of ten), its zero, and its dimensions.</summary>
    internal sealed record Symbol(double Mantissa, int Decade, double Offset, bool TakesPrefix, IReadOnlyList<(string Symbol, int Exponent)> Dimensions);
}
