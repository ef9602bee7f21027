using System.Globalization;

namespace OceanML.Formats.Access;

/// <summary>What the path of a profile file on a GDAC says: <c>dac/platform/profiles/[B|S|M](R|D)platform_cycle[D].nc</c>.</summary>
public static class GdacPath
{
    /// <summary>The data centre: the first folder.</summary>
    public static ReadOnlySpan<char> Dac(ReadOnlySpan<char> file) => file.IndexOf('/') is var slash and > 0 ? file[..slash] : [];

    /// <summary>The platform: between the letters and the underscore of the file name.</summary>
    public static ReadOnlySpan<char> Platform(ReadOnlySpan<char> file)
    {
        var profile = Profile(file);
        return profile.IndexOf('_') is var underscore and >= 0 ? profile[..underscore] : profile;
    }

    /// <summary>Platform, cycle and D where descending: the file name without its letters and extension.</summary>
    public static ReadOnlySpan<char> Profile(ReadOnlySpan<char> file)
    {
        var name = Name(file);
        var digits = name.IndexOfAnyInRange('0', '9');
        return digits < 0 ? [] : name[digits..];
    }

    /// <summary>The letters before the platform: R, D, BR, BD, SR, SD.</summary>
    public static ReadOnlySpan<char> Letters(ReadOnlySpan<char> file)
    {
        var name = Name(file);
        var digits = name.IndexOfAnyInRange('0', '9');
        return digits < 0 ? [] : name[..digits];
    }

    /// <summary>D for a delayed-mode file, else R.</summary>
    public static char FileMode(ReadOnlySpan<char> file)
    {
        var name = Name(file);
        var digits = name.IndexOfAnyInRange('0', '9');
        return digits > 0 && name[digits - 1] == 'D' ? 'D' : 'R';
    }

    /// <summary>The cycle: the digits behind the underscore; -1 where there are none.</summary>
    public static int Cycle(ReadOnlySpan<char> file)
    {
        var profile = Profile(file);
        var behind = profile[(profile.IndexOf('_') + 1)..];
        if (behind.EndsWith("D")) behind = behind[..^1];
        return behind.Length < profile.Length && int.TryParse(behind, NumberStyles.None, CultureInfo.InvariantCulture, out var cycle) ? cycle : -1;
    }

    /// <summary>Whether the profile was measured on the way down: D behind the cycle.</summary>
    public static bool IsDescending(ReadOnlySpan<char> file) => Cycle(file) >= 0 && Profile(file).EndsWith("D");

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        return name.EndsWith(".nc") ? name[..^3] : name;
    }
}
