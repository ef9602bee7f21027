namespace OceanML.Core;

/// <summary>The calendars of the CF conventions (1.11, section 4.4.1).</summary>
public enum CfCalendar
{
    /// <summary>Julian before 15 October 1582, Gregorian from then on; the default, also called gregorian.</summary>
    Standard,

    /// <summary>Gregorian at all times.</summary>
    ProlepticGregorian,

    /// <summary>Julian at all times.</summary>
    Julian,

    /// <summary>Years of 365 days; also called 365_day.</summary>
    NoLeap,

    /// <summary>Years of 366 days; also called 366_day.</summary>
    AllLeap,

    /// <summary>Twelve months of 30 days.</summary>
    Days360,
}
