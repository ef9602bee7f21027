namespace OceanML.Core;

/// <summary>What stands for a date of a model calendar (<c>noleap</c>, <c>360_day</c>, <c>julian</c>…) among the dates of the real world.</summary>
public enum ModelDateRule
{
    /// <summary>The same date; a date that the real calendar lacks stands for nothing. No day is shifted.</summary>
    Same,

    /// <summary>The same date; a date that the real calendar lacks becomes the last day of its month, which then occurs more than once.</summary>
    Clamp,

    /// <summary>The same share of the year: every day gets a time of its own, and is shifted by up to some days.</summary>
    Stretch,
}
