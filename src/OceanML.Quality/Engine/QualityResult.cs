using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A table with flags, and the account of what the tests found.</summary>
/// <param name="Table">The table given, with <c>v_qc</c>, <c>v_qc_tests</c> and, where flags changed, <c>v_qc_source</c>.</param>
/// <param name="Report">Counts by variable, test and platform.</param>
public sealed record QualityResult(Table Table, QualityReport Report);
