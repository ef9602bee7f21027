namespace OceanML.Colocation;

/// <summary>
/// Marks matchups that are not independent because their macro-pixels share a pixel of the same field and time step, directly or through others.
/// </summary>
internal static class SharedPixels
{
    /// <summary>A group number per matchup, 1, 2… in order of first appearance; NaN for a matchup that shares no pixel.</summary>
    public static double[] Groups(IReadOnlyList<Candidate> matchups, int box)
    {
        var parent = Enumerable.Range(0, matchups.Count).ToArray();
        // Boxes of one size overlap when their centres are less than the size apart in rows and columns: only centres in neighbouring cells of that
        // size need comparing.
        var cells = new Dictionary<(int Field, int Time, int Row, int Column), List<int>>();
        for (var i = 0; i < matchups.Count; i++)
        {
            var (field, time, row, column) = Key(matchups[i], box);
            for (var r = row - 1; r <= row + 1; r++)
            {
                for (var c = column - 1; c <= column + 1; c++)
                {
                    if (!cells.TryGetValue((field, time, r, c), out var others)) continue;
                    foreach (var other in others)
                    {
                        if (Overlap(matchups[i].Pixel, matchups[other].Pixel, box)) Join(parent, i, other);
                    }
                }
            }

            if (!cells.TryGetValue((field, time, row, column), out var own)) cells.Add((field, time, row, column), own = []);
            own.Add(i);
        }

        return Number(parent);
    }

    private static (int Field, int Time, int Row, int Column) Key(Candidate matchup, int box) =>
        (matchup.Field, matchup.Time, matchup.Pixel.Row / box, matchup.Pixel.Column / box);

    private static bool Overlap(PixelLocation a, PixelLocation b, int box) => Math.Abs(a.Row - b.Row) < box && Math.Abs(a.Column - b.Column) < box;

    private static double[] Number(int[] parent)
    {
        var sizes = new int[parent.Length];
        for (var i = 0; i < parent.Length; i++) sizes[Root(parent, i)]++;
        var numbers = new Dictionary<int, double>();
        var groups = new double[parent.Length];
        for (var i = 0; i < parent.Length; i++)
        {
            var root = Root(parent, i);
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

    private static void Join(int[] parent, int a, int b)
    {
        var (rootA, rootB) = (Root(parent, a), Root(parent, b));
        if (rootA < rootB) parent[rootB] = rootA;
        else parent[rootA] = rootB;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }

        return i;
    }
}
