namespace OceanML.Learning;

/// <summary>Accumulates second differences over a grid of two features and takes out what each feature does alone.</summary>
internal static class JointSurface
{
    /// <summary>The centred surface, [first, second].</summary>
    /// <param name="sums">Sum of the second differences of the cell that ends at each point.</param>
    /// <param name="counts">Rows of that cell.</param>
    /// <param name="height">Points along the first feature.</param>
    /// <param name="width">Points along the second.</param>
    public static double[] Centred(double[] sums, int[] counts, int height, int width)
    {
        var surface = new double[height * width];
        for (var i = 1; i < height; i++)
        {
            for (var j = 1; j < width; j++)
            {
                var at = (i * width) + j;
                var step = counts[at] > 0 ? sums[at] / counts[at] : 0;
                surface[at] = step + surface[at - width] + surface[at - 1] - surface[at - width - 1];
            }
        }

        // Take out the mean effect of each feature along itself, weighted with the rows of each strip, then the mean over all rows.
        var (first, second) = (new double[height], new double[width]);
        for (var i = 1; i < height; i++) first[i] = first[i - 1] + Strip(surface, counts, width, i, across: true, width);
        for (var j = 1; j < width; j++) second[j] = second[j - 1] + Strip(surface, counts, width, j, across: false, height);
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++) surface[(i * width) + j] -= first[i] + second[j];
        }

        var (mean, total) = (0.0, 0);
        for (var i = 1; i < height; i++)
        {
            for (var j = 1; j < width; j++)
            {
                var at = (i * width) + j;
                mean += counts[at] * (surface[at] + surface[at - 1] + surface[at - width] + surface[at - width - 1]) / 4;
                total += counts[at];
            }
        }

        for (var i = 0; i < surface.Length; i++) surface[i] -= total > 0 ? mean / total : 0;
        return surface;
    }

    // Mean step of the surface from the strip before to this one, over the cells of the strip, weighted with their rows.
    private static double Strip(double[] surface, int[] counts, int width, int strip, bool across, int length)
    {
        var (sum, rows) = (0.0, 0);
        for (var k = 1; k < length; k++)
        {
            var (at, back, side) = across ? ((strip * width) + k, width, 1) : ((k * width) + strip, 1, width);
            sum += counts[at] * (surface[at] - surface[at - back] + surface[at - side] - surface[at - side - back]) / 2;
            rows += counts[at];
        }

        return rows > 0 ? sum / rows : 0;
    }
}
