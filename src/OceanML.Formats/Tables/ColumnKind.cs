namespace OceanML.Formats.Tables;

/// <summary>What a column of a file becomes in memory.</summary>
internal enum ColumnKind
{
    Number,
    Single,
    Integer,
    Boolean,
    Text,
    Time,

    /// <summary>Lists, structures and binary data: no column of a table here.</summary>
    Unsupported,
}
