namespace OceanML.Core;

/// <summary>What a label speaks of.</summary>
public enum LabelKind
{
    /// <summary>Something the ocean did, e.g. a bloom: it is a property of the value, and a value that is missing cannot have it.</summary>
    Phenomenon,

    /// <summary>Something the instrument did, e.g. a drift: it also explains values that are missing.</summary>
    Instrument,

    /// <summary>Something people did, e.g. maintenance: it also explains values that are missing.</summary>
    Operation,
}
