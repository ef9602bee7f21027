using OceanML.Colocation;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Observations in memory or on disk, to be matched in the same way.</summary>
internal sealed class ObservationSource
{
    private readonly Table? table;
    private readonly IObservationStore? store;

    public ObservationSource(Table table) => this.table = table;

    public ObservationSource(IObservationStore store) => this.store = store;

    public MatchupResult Find(IEnumerable<FieldSource> fields, MatchupProtocol protocol, MatchupOptions options) =>
        table is not null ? Matchups.Find(table, fields, protocol, options) : Matchups.Find(store!, fields, protocol, options);

    public GranuleExtraction Extraction(MatchupProtocol protocol, int threads) =>
        table is not null ? Matchups.Extraction(table, protocol, threads) : Matchups.Extraction(store!, protocol, threads);

    public MatchupResult Assemble(IReadOnlyList<GranuleManifest> manifests, Func<string, FieldSource?> granule, MatchupProtocol protocol, MatchupOptions options) =>
        table is not null ? Matchups.Assemble(table, manifests, granule, protocol, options) : Matchups.Assemble(store!, manifests, granule, protocol, options);
}
