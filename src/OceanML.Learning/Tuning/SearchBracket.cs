namespace OceanML.Learning;

/// <summary>One run of successive halving: how many configurations get which share of the full budget, rung by rung.</summary>
/// <param name="First">Number of its first configuration among those of the search.</param>
/// <param name="Rungs">Number of configurations and their share of the budget, ending with 1.</param>
public sealed record SearchBracket(int First, IReadOnlyList<(int Count, double Share)> Rungs)
{
    /// <summary>The brackets of a search.</summary>
    /// <param name="method">How configurations are tried.</param>
    /// <param name="configurations">How many there are to try; for <see cref="SearchMethod.Hyperband"/> null for its own numbers.</param>
    /// <param name="eta">One of so many goes on to the next rung, with so many times the budget.</param>
    /// <param name="smallest">Smallest share of the budget.</param>
    public static IReadOnlyList<SearchBracket> Of(SearchMethod method, int? configurations, int eta, double smallest)
    {
        var deepest = Math.Max(0, (int)Math.Floor((Math.Log(1 / smallest) / Math.Log(eta)) + 1e-9));
        switch (method)
        {
            case SearchMethod.Halving:
                // No more rungs than leave one configuration for the last.
                var reach = (int)Math.Floor((Math.Log(configurations!.Value) / Math.Log(eta)) + 1e-9);
                return [Bracket(0, configurations.Value, Math.Min(deepest, reach), eta)];
            case SearchMethod.Hyperband:
                int[] own = [.. Enumerable.Range(0, deepest + 1).Select(i => deepest - i).Select(s => (int)Math.Ceiling((deepest + 1) / (s + 1.0) * Math.Pow(eta, s) - 1e-9))];
                var brackets = new List<SearchBracket>();
                var first = 0;
                for (var i = 0; i < own.Length; i++)
                {
                    var count = configurations is { } asked ? (int)Math.Round(own[i] * (double)asked / own.Sum()) : own[i];
                    if (i == own.Length - 1 && configurations is { } all) count = all - first;
                    if (count <= 0) continue;
                    brackets.Add(Bracket(first, count, deepest - i, eta));
                    first += count;
                }

                return brackets;
            default:
                return [new SearchBracket(0, [(configurations!.Value, 1)])];
        }
    }

    private static SearchBracket Bracket(int first, int count, int halvings, int eta)
    {
        var rungs = new List<(int, double)>();
        for (var rung = 0; rung <= halvings; rung++) rungs.Add((Math.Max(1, (int)(count / Math.Pow(eta, rung) + 1e-9)), 1 / Math.Pow(eta, halvings - rung)));
        return new SearchBracket(first, rungs);
    }
}
