using System.Numerics;

namespace OceanML.Learning;

/// <summary>The sets of features that <see cref="KernelShap"/> evaluates, and their weights.</summary>
/// <param name="Masks">The sets, one bit a feature, <see cref="Words"/> numbers each.</param>
/// <param name="Weights">Weight of each set; they sum to 1.</param>
/// <param name="Words">Numbers of 64 bits per set.</param>
/// <param name="IsComplete">Whether every set but the empty and the full one is there.</param>
internal sealed record KernelDesign(ulong[] Masks, double[] Weights, int Words, bool IsComplete)
{
    private const int Attempts = 20;

    /// <summary>Whether a set holds a feature.</summary>
    public bool Has(int set, int feature) => (Masks[(set * Words) + (feature >> 6)] >> (feature & 63) & 1) != 0;

    public static KernelDesign Choose(int features, int budget, int seed)
    {
        var words = (features + 63) / 64;
        var masks = new List<ulong>();
        var weights = new List<double>();

        // Weight of all sets of a size together: proportional to 1 / (size (n - size)).
        var share = new double[features];
        for (var size = 1; size < features; size++) share[size] = (features - 1.0) / (size * (double)(features - size));
        var total = share.Sum();
        for (var size = 1; size < features; size++) share[size] /= total;
        var (done, sizes) = (0, new List<int>());
        for (var size = 1; size <= features / 2; size++)
        {
            var paired = 2 * size != features;
            var count = Choices(features, size) * (paired ? 2 : 1);
            if (done != size - 1 || count > budget - weights.Count)
            {
                sizes.Add(size);
                continue;
            }

            AddAll(masks, weights, features, words, size, share[size], paired);
            done = size;
        }

        if (sizes.Count > 0) AddSample(masks, weights, features, words, sizes, share, budget - weights.Count, seed);
        var sum = weights.Sum();
        return new KernelDesign([.. masks], [.. weights.Select(weight => weight / sum)], words, sizes.Count == 0);
    }

    private static double Choices(int n, int k)
    {
        double count = 1;
        for (var i = 0; i < k; i++) count = count * (n - i) / (i + 1);
        return Math.Round(count);
    }

    private static void AddAll(List<ulong> masks, List<double> weights, int features, int words, int size, double share, bool paired)
    {
        var each = share / Choices(features, size);
        var members = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            Add(masks, features, words, members, complement: false);
            weights.Add(each);
            if (paired)
            {
                Add(masks, features, words, members, complement: true);
                weights.Add(each);
            }

            var at = size - 1;
            while (at >= 0 && members[at] == features - size + at) at--;
            if (at < 0) return;
            members[at]++;
            for (var i = at + 1; i < size; i++) members[i] = members[i - 1] + 1;
        }
    }

    /// <summary>Sets drawn by weight from the sizes left, each with its complement; one drawn again counts again.</summary>
    private static void AddSample(List<ulong> masks, List<double> weights, int features, int words, List<int> sizes, double[] share, int budget, int seed)
    {
        var random = new RandomStream(seed, 0x4B5);
        var cumulated = new double[sizes.Count];
        double left = 0;
        for (var i = 0; i < sizes.Count; i++) cumulated[i] = left += share[sizes[i]] * (2 * sizes[i] == features ? 1 : 2);
        var order = new int[features];
        for (var i = 0; i < features; i++) order[i] = i;
        var known = new Dictionary<BigInteger, int>();
        var first = weights.Count;
        for (var attempt = 0; attempt < Attempts * budget && weights.Count + 1 < first + budget; attempt++)
        {
            var place = random.NextDouble() * left;
            var which = 0;
            while (which < cumulated.Length - 1 && place >= cumulated[which]) which++;
            var size = sizes[which];
            for (var i = 0; i < size; i++)
            {
                var j = i + random.Next(features - i);
                (order[i], order[j]) = (order[j], order[i]);
            }

            var members = order.AsSpan(0, size);
            BigInteger key = 0;
            foreach (var member in members) key |= BigInteger.One << member;
            if (known.TryGetValue(key, out var at))
            {
                weights[at]++;
                weights[at + 1]++;
                continue;
            }

            known[key] = weights.Count;
            if (2 * size == features) known[((BigInteger.One << features) - 1) ^ key] = weights.Count;
            Add(masks, features, words, members, complement: false);
            Add(masks, features, words, members, complement: true);
            weights.Add(1);
            weights.Add(1);
        }

        double drawn = 0;
        for (var i = first; i < weights.Count; i++) drawn += weights[i];
        for (var i = first; i < weights.Count; i++) weights[i] *= left / drawn;
    }

    private static void Add(List<ulong> masks, int features, int words, ReadOnlySpan<int> members, bool complement)
    {
        var at = masks.Count;
        for (var word = 0; word < words; word++) masks.Add(0);
        var bits = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(masks)[at..];
        foreach (var member in members) bits[member >> 6] |= 1UL << (member & 63);
        if (!complement) return;
        for (var i = 0; i < features; i++) bits[i >> 6] ^= 1UL << (i & 63);
    }
}
