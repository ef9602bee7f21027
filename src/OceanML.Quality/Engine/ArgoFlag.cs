namespace OceanML.Quality;

/// <summary>The flags of the Argo scheme that tests write, and which of two is worse.</summary>
internal static class ArgoFlag
{
    public const char NotTested = '0';
    public const char Good = '1';
    public const char ProbablyBad = '3';
    public const char Bad = '4';
    public const char Missing = '9';

    /// <summary>The worse of two: untested, good, estimated, changed, probably good, nominal, below detection, probably bad, bad, missing.</summary>
    public static char Worst(char a, char b) => Rank(a) >= Rank(b) ? a : b;

    private static int Rank(char flag) => "01852763".IndexOf(flag, StringComparison.Ordinal) switch
    {
        >= 0 and var rank => rank,
        _ => flag == Bad ? 8 : flag == Missing ? 9 : -1,
    };
}
