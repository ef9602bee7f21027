namespace OceanML.Formats.Readiness;

/// <summary>How a question of the checklist is answered.</summary>
public enum ReadinessVerdict
{
    /// <summary>Yes, or it is stated: all points.</summary>
    Yes,

    /// <summary>In part: half the points.</summary>
    Partly,

    /// <summary>No, or it is not stated: no points.</summary>
    No,

    /// <summary>The question does not arise for such data; it does not count.</summary>
    NotApplicable,

    /// <summary>The file cannot tell, a person must; it does not count until answered.</summary>
    AskPerson,
}
