using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A latitude outside -90..90 or a longitude outside -180..360: the position is bad.</summary>
/// <remarks>Argo test 3, with longitudes 0..360 admitted as well. Values keep their flags: they are good measurements of an unknown place. Settings: <c>longitudes</c> (first and last that are possible).</remarks>
public sealed class ImpossibleLocationTest : QualityTest
{
    private readonly double[] longitudes;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public ImpossibleLocationTest(Settings? settings = null)
        : base("impossible-location", 3, "latitude outside -90..90 or longitude outside -180..360") =>
        longitudes = settings?.Numbers("longitudes", 2) ?? [-180, 360];

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        for (var row = 0; row < sequence.Count; row++)
        {
            var (latitude, longitude) = (sequence.Latitudes[row], sequence.Longitudes[row]);
            if (double.IsNaN(latitude) || double.IsNaN(longitude)) continue;
            var possible = latitude is >= -90 and <= 90 && longitude >= longitudes[0] && longitude <= longitudes[1];
            sequence.RaisePosition(row, possible ? ArgoFlag.Good : ArgoFlag.Bad);
        }
    }
}
