using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Collects candidates as the fields yield them, keeps the preferred matches, and accounts for every observation.</summary>
internal sealed class MatchSelection(Observations observations, MatchupProtocol protocol, bool keepRejected)
{
    private readonly Dictionary<int, List<Candidate>> kept = [];
    private readonly string?[] farthest = new string?[observations.Table.RowCount];

    /// <summary>The failed candidates; empty unless they are to be kept.</summary>
    public List<Candidate> RejectedCandidates { get; } = [];

    /// <summary>Takes a candidate in; true where it is a match by itself.</summary>
    public bool Add(Candidate candidate)
    {
        if (candidate.Reason is not null)
        {
            Reject(candidate);
            return false;
        }

        if (!kept.TryGetValue(candidate.Observation, out var own)) kept.Add(candidate.Observation, own = []);
        if (protocol.Matches == MatchChoice.Nearest && own.Count > 0)
        {
            var (better, worse) = candidate.IsNearerThan(own[0], observations) ? (candidate, own[0]) : (own[0], candidate);
            own[0] = better;
            Reject(worse with { Reason = Rejections.FartherThanMatch, Values = [] });
        }
        else
        {
            own.Add(candidate);
        }

        return true;
    }

    /// <summary>The matches in the order of the observations, of one observation in the order of time.</summary>
    public List<Candidate> Finish()
    {
        if (protocol.Once) KeepOnePerPixel();
        return [.. kept.Values.SelectMany(own => own)
            .OrderBy(candidate => candidate.Observation)
            .ThenBy(candidate => candidate.Interval?.Centre ?? Timestamp.Missing)
            .ThenBy(candidate => candidate.Field)
            .ThenBy(candidate => candidate.Time)];
    }

    /// <summary>Number of observations without a match, by the reason of the candidate that came farthest.</summary>
    public SortedDictionary<string, long> CountRejected()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var row = 0; row < farthest.Length; row++)
        {
            if (kept.TryGetValue(row, out var own) && own.Count > 0) continue;
            var reason = ReasonOf(row);
            counts[reason] = counts.GetValueOrDefault(reason) + 1;
        }

        return counts;
    }

    /// <summary>The observations for which no field was near enough in time, or that cannot be matched at all.</summary>
    public List<(int Observation, string Reason)> WithoutCandidate() =>
        [.. Enumerable.Range(0, farthest.Length).Where(row => farthest[row] is null && !kept.ContainsKey(row)).Select(row => (row, ReasonOf(row)))];

    private string ReasonOf(int row) => observations.Unusable[row] ?? farthest[row] ?? Rejections.OutsideTimeWindow;

    private void Reject(Candidate candidate)
    {
        var reason = candidate.Reason!;
        var stage = Rejections.Stage(reason);
        var before = farthest[candidate.Observation];
        if (before is null || stage > Rejections.Stage(before)) farthest[candidate.Observation] = reason;
        if (keepRejected) RejectedCandidates.Add(candidate);
    }

    private void KeepOnePerPixel()
    {
        var holders = new Dictionary<(int Field, int Time, int Row, int Column), Candidate>();
        foreach (var candidate in kept.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value))
        {
            var pixel = (candidate.Field, candidate.Time, candidate.Pixel.Row, candidate.Pixel.Column);
            if (!holders.TryGetValue(pixel, out var holder) || candidate.IsNearerThan(holder, observations)) holders[pixel] = candidate;
        }

        foreach (var own in kept.Values)
        {
            for (var i = own.Count - 1; i >= 0; i--)
            {
                var candidate = own[i];
                if (ReferenceEquals(holders[(candidate.Field, candidate.Time, candidate.Pixel.Row, candidate.Pixel.Column)], candidate)) continue;
                own.RemoveAt(i);
                Reject(candidate with { Reason = Rejections.PixelAlreadyMatched, Values = [] });
            }
        }
    }
}
