namespace OceanML.Colocation;

/// <summary>Which matches of an observation are kept when several fields, or time steps, match it.</summary>
public enum MatchChoice
{
    /// <summary>
    /// The nearest in time among those with enough valid pixels: first the distance from the observation to the interval the field covers, then to the middle
    /// of the interval, then the distance in space, then the name of the file.
    /// </summary>
    Nearest,

    /// <summary>The one with the greatest share of valid pixels; of several such ones the nearest.</summary>
    Best,

    /// <summary>All of them, one row each.</summary>
    All,
}
