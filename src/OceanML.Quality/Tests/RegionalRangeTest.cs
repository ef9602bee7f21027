namespace OceanML.Quality;

/// <summary>
/// In the Red Sea temperature below 21 or above 40 degrees Celsius and salinity below 2 or above 41 are bad; in the Mediterranean
/// temperature below 10 or above 40 and salinity below 2 or above 40. Limits themselves pass.
/// </summary>
/// <remarks>Argo test 7.</remarks>
public sealed class RegionalRangeTest() : QualityTest("regional-range", 7, "value outside the range of its sea (Red Sea, Mediterranean)")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (SeaRegion.IsRedSea(sequence.Latitude, sequence.Longitude))
        {
            Check(sequence.Find("temperature"), 21, 40);
            Check(sequence.Find("salinity"), 2, 41);
        }
        else if (SeaRegion.IsMediterranean(sequence.Latitude, sequence.Longitude))
        {
            Check(sequence.Find("temperature"), 10, 40);
            Check(sequence.Find("salinity"), 2, 40);
        }
    }

    private void Check(SequenceVariable? variable, double minimum, double maximum)
    {
        if (variable is null) return;
        variable.JudgeAll();
        for (var level = 0; level < variable.Values.Length; level++)
        {
            var value = variable.Values[level];
            if (value < minimum || value > maximum) variable.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
