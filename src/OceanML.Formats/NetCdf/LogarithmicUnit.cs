namespace OceanML.Formats.NetCdf;

/// <summary>A logarithmic unit of UDUNITS-2: <c>lg(re mg.m-3)</c> is the decimal logarithm of a number of mg m-3.</summary>
/// <param name="Base">Base of the logarithm.</param>
/// <param name="Linear">The unit inside.</param>
internal readonly record struct LogarithmicUnit(double Base, string Linear)
{
    /// <summary>Reads a unit; null where it is not logarithmic.</summary>
    public static LogarithmicUnit? Of(string? unit)
    {
        if (unit is null || unit.Length < 6 || unit[0] != 'l' || !unit.EndsWith(')')) return null;
        var logarithm = unit[..2] switch
        {
            "lg" => 10,
            "ln" => Math.E,
            "lb" => 2,
            _ => 0,
        };
        var rest = unit[2..^1].TrimStart();
        if (logarithm == 0 || !rest.StartsWith('(')) return null;
        var reference = rest[1..].Trim();
        if (!reference.StartsWith("re", StringComparison.Ordinal) || (reference.Length > 2 && char.IsLetter(reference[2]))) return null;

        // re: and re 1 are other ways to write the reference level.
        var linear = reference[2..].TrimStart(':', ' ');
        if (linear.StartsWith("1 ", StringComparison.Ordinal)) linear = linear[2..].TrimStart();
        return new LogarithmicUnit(logarithm, linear.Length == 0 ? "1" : linear);
    }
}
