namespace OceanML.Quality;

/// <summary>A latitude outside -90..90 or a longitude outside -180..360: the position is bad.</summary>
/// <remarks>Argo test 3, with longitudes 0..360 admitted as well. Values keep their flags: they are good measurements of an unknown place.</remarks>
public sealed class ImpossibleLocationTest() : QualityTest("impossible-location", 3, "latitude outside -90..90 or longitude outside -180..360")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        for (var row = 0; row < sequence.Count; row++)
        {
            var (latitude, longitude) = (sequence.Latitudes[row], sequence.Longitudes[row]);
            if (double.IsNaN(latitude) || double.IsNaN(longitude)) continue;
            var possible = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 360;
            sequence.RaisePosition(row, possible ? ArgoFlag.Good : ArgoFlag.Bad);
        }
    }
}
