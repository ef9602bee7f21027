namespace OceanML.Colocation;

/// <summary>Items that are joined into groups.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parent = [.. Enumerable.Range(0, count)];

    /// <summary>Makes the groups of two items one.</summary>
    public void Join(int a, int b)
    {
        var (rootA, rootB) = (Root(a), Root(b));
        if (rootA < rootB) parent[rootB] = rootA;
        else parent[rootA] = rootB;
    }

    /// <summary>Per item the number of its group, 1, 2… in order of first appearance; NaN for an item alone.</summary>
    public double[] Numbers()
    {
        var sizes = new int[parent.Length];
        for (var i = 0; i < parent.Length; i++) sizes[Root(i)]++;
        var numbers = new Dictionary<int, double>();
        var groups = new double[parent.Length];
        for (var i = 0; i < parent.Length; i++)
        {
            var root = Root(i);
            if (sizes[root] < 2)
            {
                groups[i] = double.NaN;
                continue;
            }

            if (!numbers.TryGetValue(root, out var number)) numbers.Add(root, number = numbers.Count + 1);
            groups[i] = number;
        }

        return groups;
    }

    private int Root(int i)
    {
        while (parent[i] != i)
        {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }

        return i;
    }
}
