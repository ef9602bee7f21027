namespace OceanML.Colocation;

/// <summary>The pixels of a macro-pixel: a rectangle, and which pixels of it belong.</summary>
/// <param name="Box">The rectangle; may reach beyond the edges of the field.</param>
/// <param name="Members">Per pixel of the rectangle, row-major, whether it belongs; null where all do.</param>
internal readonly record struct Footprint(PixelBox Box, bool[]? Members)
{
    /// <summary>Number of pixels that belong.</summary>
    public int Count => Members is null ? Box.Pixels : Members.Count(member => member);

    /// <summary>Whether the pixel at an index of the rectangle belongs.</summary>
    public bool Holds(int pixel) => Members is null || Members[pixel];

    /// <summary>
    /// The smallest rectangle that holds some pixels. On a field that goes round the Earth the rectangle starts east of the widest gap between them, so that
    /// it may cross the seam.
    /// </summary>
    /// <param name="time">Index on the field's time axis.</param>
    /// <param name="pixels">At least one pixel.</param>
    /// <param name="period">Columns after which the field repeats itself; 0 where it does not.</param>
    public static Footprint Of(int time, IReadOnlyList<PixelLocation> pixels, int period)
    {
        var (top, bottom) = (pixels.Min(pixel => pixel.Row), pixels.Max(pixel => pixel.Row));
        var columns = pixels.Select(pixel => pixel.Column).Distinct().Order().ToArray();
        var (left, width) = period > 0 ? AcrossTheSeam(columns, period) : (columns[0], columns[^1] - columns[0] + 1);
        var box = new PixelBox(time, top, left, bottom - top + 1, width);
        var members = new bool[box.Pixels];
        foreach (var pixel in pixels)
        {
            var across = pixel.Column - left;
            if (across < 0) across += period;
            members[((pixel.Row - top) * width) + across] = true;
        }

        return new Footprint(box, Array.TrueForAll(members, member => member) ? null : members);
    }

    private static (int Left, int Width) AcrossTheSeam(int[] columns, int period)
    {
        var (start, widest) = (columns[0], columns[0] + period - columns[^1]);
        for (var i = 1; i < columns.Length; i++)
        {
            if (columns[i] - columns[i - 1] <= widest) continue;
            widest = columns[i] - columns[i - 1];
            start = columns[i];
        }

        return (start, period - widest + 1);
    }
}
