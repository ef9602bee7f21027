using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>Profiles to test, made from arrays.</summary>
internal static class Profiles
{
    public static ProfileVariable Variable(string name, params double[] values) =>
        new(name, values, [.. values.Select(value => double.IsNaN(value) ? '9' : '0')]);

    public static ProfileVariable Flagged(string name, string flags, params double[] values) => new(name, values, flags.ToCharArray());

    public static ProfileLevels Of(params ProfileVariable[] variables) => new(variables);

    public static ProfileLevels At(double latitude, double longitude, params ProfileVariable[] variables) => new(variables, latitude, longitude);

    /// <summary>The flags a test leaves on a variable of a profile.</summary>
    public static string Flags(QualityTest test, ProfileLevels profile, string variable)
    {
        test.Run(profile);
        return new string(profile.Find(variable)!.Flags);
    }
}
