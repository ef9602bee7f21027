namespace OceanML.Steps;

/// <summary>The forms of a description.</summary>
internal enum DescriptionFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}
