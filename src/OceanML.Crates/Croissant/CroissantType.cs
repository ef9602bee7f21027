namespace OceanML.Crates.Croissant;

/// <summary>Kinds of values in a column.</summary>
public enum CroissantType
{
    /// <summary>Numbers.</summary>
    Float,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Instants.</summary>
    DateTime,
}
