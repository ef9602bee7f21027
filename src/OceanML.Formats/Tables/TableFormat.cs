namespace OceanML.Formats.Tables;

/// <summary>The forms a table file has.</summary>
public enum TableFormat
{
    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Delimited text: comma, semicolon, tab, bar or blanks; plain or gzip.</summary>
    Text,
}
