namespace OceanML.Learning;

/// <summary>How the learning rate changes while training.</summary>
public enum RateScheduleKind
{
    /// <summary>Falls to zero along the epochs as a half cosine (Loshchilov and Hutter 2017, arXiv:1608.03983).</summary>
    Cosine,

    /// <summary>Stays.</summary>
    Constant,

    /// <summary>Is multiplied by <see cref="RateScheduleOptions.Factor"/> after every <see cref="RateScheduleOptions.Every"/> epochs.</summary>
    Step,

    /// <summary>Is multiplied by <see cref="RateScheduleOptions.Factor"/> when the watched error has not fallen for <see cref="RateScheduleOptions.Every"/> epochs.</summary>
    Plateau,
}
