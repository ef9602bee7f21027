using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The rules of a matchup: window in space and time, what makes a macro-pixel acceptable, which matches are kept.</summary>
public sealed record MatchupProtocol
{
    /// <summary>Name of a published protocol that these rules come from, for the metadata; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Variables to take from the fields: names or patterns with * and ?, CF standard names, or names of single bands such as <c>Rrs_443</c>.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>Which pixels make the macro-pixel.</summary>
    public MacroPixelShape Shape { get; init; } = new MacroPixelShape.Box(3);

    /// <summary>How far in time a field may be.</summary>
    public TimeWindow Window { get; init; } = TimeWindow.Within(TimeSpan.FromDays(1));

    /// <summary>Only observations made in this span of time, start inclusive and end exclusive, are matched; null for all.</summary>
    public TimeInterval? Period { get; init; }

    /// <summary>Greatest distance to the pixel centre, km; null for "within the pixel".</summary>
    public double? RadiusKm { get; init; }

    /// <summary>What happens at the edges of a field.</summary>
    public EdgePolicy Edges { get; init; } = EdgePolicy.Pad;

    /// <summary>Which pixels are masked by flags.</summary>
    public MaskRule Mask { get; init; } = MaskRule.Default;

    /// <summary>How many of the macro-pixel's pixels must be valid: of those that are not land; at least one in any case.</summary>
    public ValidShare MinimumValid { get; init; } = new(0.5);

    /// <summary>
    /// Pixels are valid only within these limits of other variables of the field: names, or roles such as <see cref="FieldRole.SunZenith"/>. Where the other
    /// variable is missing the pixel is not valid.
    /// </summary>
    public IReadOnlyList<PixelCondition> Limits { get; init; } = [];

    /// <summary>Which pixels are left out as outliers.</summary>
    public OutlierRule Outliers { get; init; } = OutlierRule.None;

    /// <summary>Largest coefficient of variation accepted; null for any.</summary>
    public double? VariationLimit { get; init; }

    /// <summary>
    /// Columns whose median coefficient of variation is held against the limit, for the macro-pixel as a whole: names or patterns (<c>Rrs_5*</c>), the band
    /// nearest to a wavelength (<c>560nm</c>), those within a range (<c>405-570nm</c>); empty to hold each variable against it by itself.
    /// </summary>
    public IReadOnlyList<string> VariationOf { get; init; } = [];

    /// <summary>Variables with geometric mean and deviation in log10; names or patterns.</summary>
    public IReadOnlyList<string> Geometric { get; init; } = [];

    /// <summary>Which matches are kept.</summary>
    public MatchChoice Matches { get; init; } = MatchChoice.Nearest;

    /// <summary>What is done with several observations of one platform in the same pixel of a field.</summary>
    public SeveralObservations Several { get; init; } = SeveralObservations.All;

    /// <summary>Whether a pixel of a field may serve one observation only, the nearest in time, then in space, then the first in the table.</summary>
    public bool Once { get; init; }

    /// <summary>Whether positions and times with a bad flag (position_qc, time_qc) are rejected.</summary>
    public bool GoodFlagsOnly { get; init; } = true;

    /// <summary>Put before the names of the columns that come from the fields; empty for none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="OceanException">A number is out of range.</exception>
    public void Check()
    {
        if (Variables.Count == 0) throw OceanException.Usage("no variable to match; name at least one");
        Shape.Checked();
        if (RadiusKm is { } radius && !(radius > 0)) throw OceanException.Usage($"the radius is {radius} km; it must be above 0");
        if (VariationLimit is { } limit && !(limit > 0)) throw OceanException.Usage($"the limit of the coefficient of variation is {limit}; it must be above 0");
        if (Limits.FirstOrDefault(limit => !(limit.Minimum <= limit.Maximum)) is { } empty)
            throw OceanException.Usage(FormattableString.Invariant($"the limits of '{empty.Variable}' are {empty.Minimum} to {empty.Maximum}; nothing lies between them"));
        if (VariationOf.Count > 0 && VariationLimit is null) throw OceanException.Usage("columns for the coefficient of variation are given, but no limit");
        if (Period is { } period && period.End <= period.Start) throw OceanException.Usage("the period of the observations ends before it starts");
        if (Window.Before < 0 || Window.After < 0) throw OceanException.Usage("the time window is negative");
    }
}
