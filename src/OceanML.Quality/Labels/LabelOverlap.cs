namespace OceanML.Quality.Labels;

/// <summary>What stands beside a value that several events speak of.</summary>
public enum LabelOverlap
{
    /// <summary>All their labels, in alphabetical order, separated by <c>|</c>; the confidence is that of the least sure.</summary>
    All,

    /// <summary>The label of the highest confidence; labels that are equally sure all stay.</summary>
    MostConfident,
}
