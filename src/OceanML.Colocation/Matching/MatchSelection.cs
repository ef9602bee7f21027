using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Collects candidates as the fields yield them, keeps the preferred matches, and accounts for every observation.</summary>
internal sealed class MatchSelection(Observations observations, MatchupProtocol protocol, bool keepRejected)
{
    private readonly Dictionary<long, List<Candidate>> kept = [];
    private readonly Dictionary<long, string> farthest = [];
    private readonly HashSet<long> averaged = [];

    /// <summary>The failed candidates; empty unless they are to be kept.</summary>
    public List<Candidate> RejectedCandidates { get; } = [];

    /// <summary>Number of observations that have a match, or are part of the mean of one.</summary>
    public int Matched => kept.Count(pair => pair.Value.Count > 0 || averaged.Contains(pair.Key));

    /// <summary>Takes a candidate in; true where it is a match by itself.</summary>
    public bool Add(Candidate candidate)
    {
        if (candidate.Reason is not null)
        {
            Reject(candidate);
            return false;
        }

        if (!kept.TryGetValue(candidate.Observation, out var own)) kept.Add(candidate.Observation, own = []);
        if (protocol.Matches != MatchChoice.All && own.Count > 0)
        {
            var (better, worse) = candidate.IsPreferredTo(own[0], protocol.Matches) ? (candidate, own[0]) : (own[0], candidate);
            own[0] = better;
            Reject(worse with { Reason = Rejections.FartherThanMatch, Values = [], Pixels = null });
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
        if (protocol.Several != SeveralObservations.All) KeepOneOfEachPlatform();
        if (protocol.Once) KeepOne(_ => "", Rejections.PixelAlreadyMatched);
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
        void Count(string reason, long number)
        {
            if (number > 0) counts[reason] = counts.GetValueOrDefault(reason) + number;
        }

        var failed = 0L;
        foreach (var (observation, reason) in farthest)
        {
            if (IsMatched(observation)) continue;
            Count(reason, 1);
            failed++;
        }

        foreach (var (reason, number) in observations.Unusable) Count(reason, number);
        Count(Rejections.OutsideTimeWindow, observations.Count - Matched - failed - observations.Unusable.Values.Sum());
        return counts;
    }

    /// <summary>The observations for which no field was near enough in time, or that cannot be matched at all.</summary>
    public IEnumerable<(long Observation, string Reason)> WithoutCandidate() =>
        observations.Without(observation => farthest.ContainsKey(observation) || kept.ContainsKey(observation));

    private bool IsMatched(long observation) => (kept.TryGetValue(observation, out var own) && own.Count > 0) || averaged.Contains(observation);

    private void Reject(Candidate candidate)
    {
        var reason = candidate.Reason!;
        if (!farthest.TryGetValue(candidate.Observation, out var before) || Rejections.Stage(reason) > Rejections.Stage(before))
            farthest[candidate.Observation] = reason;
        if (keepRejected) RejectedCandidates.Add(candidate);
    }

    private void KeepOneOfEachPlatform()
    {
        var numbers = kept.Keys.Order().ToList();
        var table = observations.Take(numbers);
        var platforms = new Dictionary<long, string>();
        for (var i = 0; i < numbers.Count; i++) platforms[numbers[i]] = (table.Find("platform") as TextColumn)?.Values[i] ?? "";
        KeepOne(candidate => platforms[candidate.Observation], protocol.Several == SeveralObservations.Mean ? null : Rejections.FartherThanObservation);
    }

    // One match per pixel and group. The others are rejected, or become part of the mean of the one that is kept where there is no reason to reject them.
    private void KeepOne(Func<Candidate, string> group, string? reason)
    {
        var holders = new Dictionary<(int Field, int Time, int Row, int Column, string Group), List<Candidate>>();
        foreach (var candidate in kept.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value))
        {
            var pixel = (candidate.Field, candidate.Time, candidate.Pixel.Row, candidate.Pixel.Column, group(candidate));
            if (!holders.TryGetValue(pixel, out var members)) holders.Add(pixel, members = []);
            members.Add(candidate);
        }

        foreach (var members in holders.Values.Where(members => members.Count > 1))
        {
            var holder = members.Aggregate((best, next) => next.IsPreferredTo(best, MatchChoice.Nearest) ? next : best);
            foreach (var member in members)
            {
                if (ReferenceEquals(member, holder)) continue;
                kept[member.Observation].Remove(member);
                if (reason is not null) Reject(member with { Reason = reason, Values = [], Pixels = null });
                else averaged.Add(member.Observation);
            }

            if (reason is not null) continue;
            var own = kept[holder.Observation];
            own[own.IndexOf(holder)] = holder with { Averaged = [.. members.Select(member => member.Observation)] };
        }
    }
}
