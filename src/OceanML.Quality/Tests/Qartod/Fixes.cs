using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The places and times of a platform, one after the other: rows of one time and place, such as the levels of a profile, are one fix.</summary>
internal sealed class Fixes
{
    private readonly Sequence sequence;
    private readonly List<int> starts = [];

    public Fixes(Sequence sequence)
    {
        this.sequence = sequence;
        for (var row = 0; row < sequence.Count; row++)
        {
            if (sequence.Times[row] == Timestamp.Missing) break;
            if (row == 0 || !IsSame(row - 1, row)) starts.Add(row);
            Rows = row + 1;
        }

        Latitudes = [.. starts.Select(row => sequence.Latitudes[row])];
        Longitudes = [.. starts.Select(row => sequence.Longitudes[row])];
        Times = [.. starts.Select(row => sequence.Times[row])];
    }

    /// <summary>Number of fixes.</summary>
    public int Count => starts.Count;

    /// <summary>Number of rows they hold; rows without a time come after.</summary>
    public int Rows { get; }

    public double[] Latitudes { get; }

    public double[] Longitudes { get; }

    public long[] Times { get; }

    /// <summary>The flag of the Argo scheme that a QARTOD flag of a place or time becomes; null where it says nothing.</summary>
    public static char? InArgoScheme(char flag) => flag switch
    {
        QartodFlag.Good => ArgoFlag.Good,
        QartodFlag.Suspect => ArgoFlag.ProbablyBad,
        QartodFlag.Fail => ArgoFlag.Bad,
        _ => null,
    };

    /// <summary>Gives the flag of each fix to the positions of its rows.</summary>
    public void RaisePositions(ReadOnlySpan<char> flags)
    {
        for (var fix = 0; fix < starts.Count; fix++)
        {
            if (InArgoScheme(flags[fix]) is not { } flag) continue;
            var end = fix + 1 < starts.Count ? starts[fix + 1] : Rows;
            for (var row = starts[fix]; row < end; row++) sequence.RaisePosition(row, flag);
        }
    }

    private bool IsSame(int a, int b) =>
        sequence.Times[a] == sequence.Times[b] && sequence.Latitudes[a].Equals(sequence.Latitudes[b]) && sequence.Longitudes[a].Equals(sequence.Longitudes[b]);
}
