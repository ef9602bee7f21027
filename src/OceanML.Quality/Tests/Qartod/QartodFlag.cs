namespace OceanML.Quality;

/// <summary>The flags of the QARTOD scheme that its tests write, and the order in which several tests are put together.</summary>
public static class QartodFlag
{
    /// <summary>The test looked at the value and found nothing.</summary>
    public const char Good = '1';

    /// <summary>The test could not be made: a neighbour is missing, the window is not full, no constants hold for that time or depth.</summary>
    public const char Unknown = '2';

    /// <summary>Suspect: of high interest to an operator.</summary>
    public const char Suspect = '3';

    /// <summary>Failed.</summary>
    public const char Fail = '4';

    /// <summary>No value.</summary>
    public const char Missing = '9';

    /// <summary>The flag of two tests together: fail before suspect before good before not evaluated before missing.</summary>
    public static char Together(char a, char b) => Rank(a) >= Rank(b) ? a : b;

    private static int Rank(char flag) => flag switch
    {
        Fail => 4,
        Suspect => 3,
        Good => 2,
        Unknown => 1,
        _ => 0,
    };
}
