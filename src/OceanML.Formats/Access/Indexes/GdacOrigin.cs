using System.Globalization;

namespace OceanML.Formats.Access;

/// <summary>What the file of a profile is called but for its numbers: data centre, letters before the platform, D behind the cycle.</summary>
/// <param name="Dac">The data centre, e.g. coriolis.</param>
/// <param name="Letters">R, D, BR, BD, SR, SD…</param>
/// <param name="IsDescending">Whether the profile was measured on the way down.</param>
internal sealed record GdacOrigin(string Dac, string Letters, bool IsDescending)
{
    /// <summary>D for a delayed-mode file, else R.</summary>
    public char FileMode => Letters.EndsWith('D') ? 'D' : 'R';

    /// <summary>The path of a file below <c>dac/</c>; cycles are written with three digits or more.</summary>
    public string File(int platform, int cycle) =>
        string.Create(CultureInfo.InvariantCulture, $"{Dac}/{platform}/profiles/{Letters}{platform}_{cycle:000}{(IsDescending ? "D" : "")}.nc");
}
