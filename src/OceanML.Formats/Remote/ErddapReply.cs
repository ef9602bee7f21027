namespace OceanML.Formats.Remote;

/// <summary>What became of a request for data.</summary>
internal enum ErddapReply
{
    /// <summary>The file is here.</summary>
    Here,

    /// <summary>Nothing fits the constraints.</summary>
    Nothing,

    /// <summary>Too much was asked at once, or it took the server too long.</summary>
    TooMuch,
}
