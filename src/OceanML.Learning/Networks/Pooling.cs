namespace OceanML.Learning;

/// <summary>What is made of the steps of a sequence.</summary>
public enum Pooling
{
    /// <summary>The last step, the newest.</summary>
    Last,

    /// <summary>The mean of all steps.</summary>
    Mean,

    /// <summary>The largest value of each number.</summary>
    Max,
}
