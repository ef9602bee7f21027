namespace OceanML.Learning.Tests;

/// <summary>Three classes of two features: two common ones side by side, and a rare one within the second.</summary>
internal static class PlantedClasses
{
    public static Dataset Data(int groups, int rowsPerGroup, int seed = 1)
    {
        var random = new RandomStream(seed, 78);
        var rows = groups * rowsPerGroup;
        var (features, targets) = (new float[rows * 3], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var kind = random.NextDouble() is var u && u < 0.5 ? 0 : u < 0.92 ? 1 : 2;
            targets[row] = kind;
            features[row * 3] = (float)(random.NextNormal() + (kind == 0 ? -1.5 : 1.5));
            features[row * 3 + 1] = (float)(random.NextNormal() + (kind == 2 ? 1.5 : 0));
            features[row * 3 + 2] = (float)random.NextNormal();
        }

        return new Dataset(["a", "b", "noise"], ["kind"], features, targets, [.. Enumerable.Range(0, rows).Select(row => row / rowsPerGroup)],
            [.. Enumerable.Range(0, groups).Select(i => $"g{i}")], [.. Enumerable.Range(0, rows)], false, 0) { Classes = ["left", "right", "rare"] };
    }
}
