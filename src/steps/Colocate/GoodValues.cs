using OceanML.Colocation;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Observations on disk whose values with bad flags (v_qc) are made missing as they are taken.</summary>
internal sealed class GoodValues(IObservationStore store) : IObservationStore
{
    public string Source => store.Source;

    public long Count => store.Count;

    public IReadOnlyList<string> Warnings => store.Warnings;

    public Table Between(long earliest, long latest) => store.Between(earliest, latest);

    public IEnumerable<Table> Coordinates() => store.Coordinates();

    public Table Take(IReadOnlyList<long> observations) => FlaggedValues.LeaveOut(store.Take(observations)).Table;
}
