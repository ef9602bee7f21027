namespace OceanML.Figures;

/// <summary>Colours that readers with any colour vision tell apart.</summary>
public static class Ink
{
    /// <summary>Text.</summary>
    public const string Text = "#1A1A1A";

    /// <summary>Notes and secondary text.</summary>
    public const string Quiet = "#5A5A5A";

    /// <summary>Frames and ticks.</summary>
    public const string Frame = "#404040";

    /// <summary>Grid lines.</summary>
    public const string Grid = "#DDDDDD";

    /// <summary>Land on maps.</summary>
    public const string Land = "#D9D6CF";

    /// <summary>Coastlines.</summary>
    public const string Coast = "#8C8880";

    /// <summary>What was measured, in every figure.</summary>
    public const string Measured = "#000000";

    /// <summary>What was estimated, in every figure.</summary>
    public const string Estimated = "#0072B2";

    /// <summary>The palette of Okabe and Ito (2008) for lines and symbols, without its black and with yellow last, being faint on white.</summary>
    public static IReadOnlyList<string> OkabeIto { get; } =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442"];
}
