namespace OceanML.Learning;

/// <summary>What a split is worth.</summary>
public enum LeakageVerdict
{
    /// <summary>Rows that are held out stand among those learned from: scores are too good.</summary>
    Leaks,

    /// <summary>Rows held out lie as near to those learned from as those to each other: scores say how well gaps are filled, not what to expect elsewhere.</summary>
    Close,

    /// <summary>Rows held out lie apart in space, time or features: scores say what to expect there.</summary>
    Apart,
}
