using OceanML.Core;

namespace OceanML.Figures;

/// <summary>One colour of a <see cref="BarsFigure"/>.</summary>
/// <param name="Name">Its name in the legend, e.g. <c>1 good</c>.</param>
/// <param name="Colour">Colour as <c>#RRGGBB</c>.</param>
public sealed record BarCategory(string Name, string Colour)
{
    /// <summary>Colours of quality flags whatever their scheme: green for usable, orange to vermilion for bad, grey for unchecked and missing.</summary>
    public static string OfFlag(FlagMeaning meaning) => meaning switch
    {
        FlagMeaning.Good => "#009E73",
        FlagMeaning.ProbablyGood => "#56B4E9",
        FlagMeaning.ProbablyBad or FlagMeaning.UncertainPhenomenon => "#E69F00",
        FlagMeaning.Bad => "#D55E00",
        FlagMeaning.Changed or FlagMeaning.Replicates => "#CC79A7",
        FlagMeaning.Estimated or FlagMeaning.Nominal => "#F0E442",
        FlagMeaning.BelowDetection or FlagMeaning.BelowQuantification or FlagMeaning.InExcess => "#0072B2",
        FlagMeaning.Missing => "#E4E4E4",
        _ => "#ABABAB",
    };
}
