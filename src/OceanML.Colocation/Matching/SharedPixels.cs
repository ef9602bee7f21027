namespace OceanML.Colocation;

/// <summary>
/// Marks matchups that are not independent because their macro-pixels share a pixel of the same field and time step, directly or through others.
/// </summary>
internal static class SharedPixels
{
    /// <summary>A group number per matchup, 1, 2… in order of first appearance; NaN for a matchup that shares no pixel.</summary>
    /// <param name="matchups">The matchups.</param>
    /// <param name="box">Side of their macro-pixels.</param>
    /// <param name="fields">The fields they point to.</param>
    public static double[] Groups(IReadOnlyList<Candidate> matchups, int box, IReadOnlyList<FieldNote> fields)
    {
        var parent = Enumerable.Range(0, matchups.Count).ToArray();

        // Boxes of one size overlap when their centres are less than the size apart in rows and columns: only centres in neighbouring cells of that
        // size need comparing.
        var cells = new Dictionary<(int Field, int Time, int Row, int Column), List<int>>();
        for (var i = 0; i < matchups.Count; i++)
        {
            var (field, time, pixel) = (matchups[i].Field, matchups[i].Time, matchups[i].Pixel);
            var period = fields[field].Period;
            var row = pixel.Row / box;
            foreach (var column in Columns(pixel.Column, box, period))
            {
                for (var r = row - 1; r <= row + 1; r++)
                {
                    if (!cells.TryGetValue((field, time, r, column), out var others)) continue;
                    foreach (var other in others)
                    {
                        if (Overlap(pixel, matchups[other].Pixel, box, period)) Join(parent, i, other);
                    }
                }
            }

            var key = (field, time, row, pixel.Column / box);
            if (!cells.TryGetValue(key, out var own)) cells.Add(key, own = []);
            own.Add(i);
        }

        return Number(parent);
    }

    // The cells of the columns within reach, on a grid round the Earth also those beyond its seam.
    private static HashSet<int> Columns(int column, int box, int period)
    {
        var cells = new HashSet<int>();
        for (var c = column - box + 1; c < column + box; c++) cells.Add((period > 0 ? (c + period) % period : Math.Max(0, c)) / box);
        return cells;
    }

    private static bool Overlap(PixelLocation a, PixelLocation b, int box, int period)
    {
        var columns = Math.Abs(a.Column - b.Column);
        if (period > 0) columns = Math.Min(columns, period - columns);
        return Math.Abs(a.Row - b.Row) < box && columns < box;
    }

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
