namespace OceanML.Core;

/// <summary>
/// Whether two spellings of a unit mean the same: mg/m^3, mg m-3 and ug/L do, and so do 1, PSU and 1e-3, which is how files write practical
/// salinity. Spellings that <see cref="Unit"/> does not know are compared as text.
/// </summary>
public static class UnitText
{
    /// <summary>True only where both are known and mean different units; an unknown unit differs from none.</summary>
    public static bool Differ(string? a, string? b) => IsWritten(a) && IsWritten(b) && !IsSame(a!, b!);

    /// <summary>Whether the unit written is the one expected; nothing written is taken for it.</summary>
    public static bool IsSame(string? written, string expected)
    {
        if (!IsWritten(written) || string.Equals(written, expected, StringComparison.Ordinal)) return true;
        if (IsOne(written!) && IsOne(expected)) return true;
        var (one, other) = (Unit.Parse(written!), Unit.Parse(expected));
        return one is not null && other is not null ? one.Equals(other) : string.Equals(Plain(written!), Plain(expected), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether anything is written: a blank, a dash and "n/a" are nothing.</summary>
    public static bool IsWritten(string? unit) => !string.IsNullOrWhiteSpace(unit) && unit.Trim().ToLowerInvariant() is not ("-" or "n/a" or "na" or "nan" or "unknown" or "undefined" or "?");

    /// <summary>Whether it is a pure number, or one of the spellings of practical salinity.</summary>
    internal static bool IsOne(string unit) => unit.Trim().ToLowerInvariant() is "1" or "1e-3" or "1e-03" or "0.001" or "10^-3" or "1.e-3" || UnitSymbols.IsOne(unit.Trim());

    private static string Plain(string unit) => string.Join(' ', unit.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
