using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>For which platforms a test of Argo runs that knows how floats drift and dive.</summary>
/// <remarks>
/// Floats: platforms named by a WMO number of five or seven digits. Setting <c>platforms</c>: <c>floats</c> (the default) or <c>all</c>, which still leaves
/// alone what has no name.
/// </remarks>
internal sealed partial class FloatPlatforms(bool areAll)
{
    /// <summary>The platforms that a plan sets.</summary>
    public static FloatPlatforms Of(Settings? settings) => settings?.Text("platforms", "floats") switch
    {
        null or "floats" => new FloatPlatforms(false),
        "all" => new FloatPlatforms(true),
        var other => throw OceanException.BadInput($"{settings.Where}: platforms is '{other}'; write floats or all"),
    };

    /// <summary>Whether the profiles are of a platform that is tested.</summary>
    public bool Hold(IReadOnlyList<Sequence> profiles) =>
        profiles.Count > 0 && profiles[0].Platform is { Length: > 0 } platform && (areAll || Wmo().IsMatch(platform));

    [GeneratedRegex("^[1-9][0-9]{4}([0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Wmo();
}
