namespace OceanML.Figures;

/// <summary>One colour of a <see cref="BarsFigure"/>.</summary>
/// <param name="Name">Its name in the legend, e.g. <c>1 good</c>.</param>
/// <param name="Colour">Colour as <c>#RRGGBB</c>.</param>
public sealed record BarCategory(string Name, string Colour)
{
    /// <summary>Colours of quality flags in the Argo scheme: green for usable, orange to vermilion for bad, grey for unchecked and missing.</summary>
    public static string OfFlag(char flag) => flag switch
    {
        '1' => "#009E73",
        '2' => "#56B4E9",
        '3' => "#E69F00",
        '4' => "#D55E00",
        '5' => "#CC79A7",
        '8' => "#F0E442",
        '9' => "#E4E4E4",
        _ => "#ABABAB",
    };
}
