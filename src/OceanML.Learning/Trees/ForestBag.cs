namespace OceanML.Learning;

/// <summary>Draws the rows of each tree; the same seed, stream and tree give the same rows again, so they need not be kept.</summary>
internal sealed class ForestBag
{
    private const int FewestGroups = 20;
    private readonly int[] group;
    private readonly int groups;
    private readonly ForestSampling sampling;
    private readonly int seed;
    private readonly int stream;

    public ForestBag(ReadOnlySpan<int> groupOfRow, ForestSampling sampling, int seed, int stream)
    {
        var numbers = new Dictionary<int, int>();
        group = new int[groupOfRow.Length];
        for (var i = 0; i < group.Length; i++)
        {
            if (!numbers.TryGetValue(groupOfRow[i], out group[i])) numbers[groupOfRow[i]] = group[i] = numbers.Count;
        }

        groups = numbers.Count;
        this.sampling = sampling == ForestSampling.Groups && groups < FewestGroups ? ForestSampling.Rows : sampling;
        (this.seed, this.stream) = (seed, stream);
    }

    /// <summary>How often each row was drawn for a tree, and the random numbers for the rest of its growth.</summary>
    public (int[] Times, RandomStream Random) Draw(int tree)
    {
        var random = new RandomStream(seed, stream, tree);
        var times = new int[group.Length];
        switch (sampling)
        {
            case ForestSampling.All:
                Array.Fill(times, 1);
                break;
            case ForestSampling.Rows:
                for (var i = 0; i < times.Length; i++) times[random.Next(times.Length)]++;
                break;
            default:
                var drawn = new int[groups];
                for (var i = 0; i < groups; i++) drawn[random.Next(groups)]++;
                for (var i = 0; i < times.Length; i++) times[i] = drawn[group[i]];
                break;
        }

        return (times, random);
    }

    /// <summary>Whether rows are left out of trees.</summary>
    public bool LeavesOut => sampling != ForestSampling.All;
}
