namespace OceanML.Colocation;

/// <summary>
/// Why an observation, or one of its candidate fields, has no matchup. The words stand in run records and tables; their order here is the order of the
/// stages, so that an observation with several failed candidates is counted under the one that came farthest.
/// </summary>
public static class Rejections
{
    /// <summary>The observation has no time.</summary>
    public const string NoTime = "no_time";

    /// <summary>The observation has no latitude or longitude, or one out of range.</summary>
    public const string NoPosition = "no_position";

    /// <summary>The observation was not made in the period asked for.</summary>
    public const string OutsidePeriod = "outside_period";

    /// <summary>The observation's time has a bad quality flag.</summary>
    public const string BadTimeFlag = "bad_time_flag";

    /// <summary>The observation's position has a bad quality flag.</summary>
    public const string BadPositionFlag = "bad_position_flag";

    /// <summary>No field is near enough in time.</summary>
    public const string OutsideTimeWindow = "outside_time_window";

    /// <summary>No pixel of the fields in the time window is near enough.</summary>
    public const string OutsideField = "outside_field";

    /// <summary>The macro-pixel reaches beyond the edge of the field, and such ones are to be dropped.</summary>
    public const string AtFieldEdge = "at_field_edge";

    /// <summary>The granule was deleted between the two phases.</summary>
    public const string GranuleGone = "granule_gone";

    /// <summary>No pixel has a value, and no flag says why: land, cloud or no data in a composite.</summary>
    public const string Missing = "missing";

    /// <summary>Some pixels are valid, but too few.</summary>
    public const string TooFewValid = "too_few_valid";

    /// <summary>The coefficient of variation is above the limit.</summary>
    public const string TooVariable = "too_variable";

    /// <summary>The pixel serves another observation that is nearer in time.</summary>
    public const string PixelAlreadyMatched = "pixel_already_matched";

    /// <summary>Another observation of the same platform in the same pixel is nearer in time, and only the closest is wanted.</summary>
    public const string FartherThanObservation = "farther_than_observation";

    /// <summary>The candidate is fine, but another field is preferred (nearer in time, or with more valid pixels). Counts candidates only: the observation has a matchup.</summary>
    public const string FartherThanMatch = "farther_than_match";

    /// <summary>No pixel is valid, most of them because of this flag: <c>masked_CLDICE</c>.</summary>
    public static string Masked(string flag) => "masked_" + flag;

    internal static int Stage(string reason) => reason switch
    {
        NoTime or NoPosition or OutsidePeriod or BadTimeFlag or BadPositionFlag => 0,
        OutsideTimeWindow => 1,
        OutsideField => 2,
        AtFieldEdge or GranuleGone => 3,
        TooFewValid => 6,
        TooVariable => 7,
        FartherThanMatch => 8,
        PixelAlreadyMatched or FartherThanObservation => 9,
        Missing => 4,
        _ => 5,
    };
}
