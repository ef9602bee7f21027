namespace OceanML.Quality;

/// <summary>
/// The window of the MEDD median, moved along a profile. It holds the levels that count in the order of their values, so that a step of
/// the window costs a few insertions and removals instead of a sort.
/// </summary>
/// <param name="pressure">Pressures of the profile, not decreasing.</param>
/// <param name="values">Values of the profile.</param>
/// <param name="kept">Levels that count, in order.</param>
internal sealed class MeddWindow(double[] pressure, double[] values, int[] kept)
{
    private readonly double[] sorted = new double[kept.Length + 1];
    private int count;
    private int from;
    private int to;

    /// <summary>
    /// The median around a level: of as many levels above as below, as near as possible, or of all within half a window where one side has none.
    /// </summary>
    /// <param name="level">The level.</param>
    /// <param name="half">Half of the width of the window (dbar), itself outside.</param>
    /// <param name="isDoubtful">Whether the level itself does not count.</param>
    /// <param name="isAmongFirstTwo">Whether the level is the first or second of the levels taken.</param>
    /// <param name="isAmongLastTwo">Whether it is the last or last but one.</param>
    public double Median(int level, double half, bool isDoubtful, out bool isAmongFirstTwo, out bool isAmongLastTwo)
    {
        var at = pressure[level];
        var low = FirstKept(at, half, Edge.Window);
        var above = FirstKept(at, half, Edge.Level);
        var below = FirstKept(at, half, Edge.Below);
        var high = FirstKept(at, half, Edge.End);
        var self = isDoubtful ? 0 : 1;
        var each = Math.Min(above - low, high - below);
        if (each > 0 && below - above != self) return WithoutTwins(level, above, below, each, isDoubtful, out isAmongFirstTwo, out isAmongLastTwo);

        var (first, last) = each > 0 ? (above - each, below + each) : (low, high);
        if (first == last)
        {
            isAmongFirstTwo = isAmongLastTwo = true;
            return values[level];
        }

        MoveTo(first, last);
        var isEven = count % 2 == 0;
        isAmongFirstTwo = kept[first] == level || (!isEven && count > 1 && kept[first + 1] == level);
        isAmongLastTwo = kept[last - 1] == level || (count > 1 && kept[last - 2] == level);
        if (!isEven) return sorted[count / 2];

        // The first level counts twice in an even number, so that the median is a value of the profile.
        var twice = values[kept[first]];
        return twice <= sorted[(count / 2) - 1] ? sorted[(count / 2) - 1] : sorted[count / 2];
    }

    /// <summary>The median where other levels have the same pressure: these are neither above nor below and are left out.</summary>
    private double WithoutTwins(int level, int above, int below, int each, bool isDoubtful, out bool isAmongFirstTwo, out bool isAmongLastTwo)
    {
        var taken = new List<double>((2 * each) + 1);
        for (var k = above - each; k < above; k++) taken.Add(values[kept[k]]);
        for (var k = below; k < below + each; k++) taken.Add(values[kept[k]]);
        taken.Add(values[isDoubtful ? kept[above - each] : level]);
        taken.Sort();
        isAmongFirstTwo = isAmongLastTwo = !isDoubtful && each == 1;
        return taken[each];
    }

    private void MoveTo(int first, int last)
    {
        if (first >= to || last <= from) (count, from, to) = (0, first, first);
        while (from > first) Insert(values[kept[--from]]);
        while (to < last) Insert(values[kept[to++]]);
        while (from < first) Remove(values[kept[from++]]);
        while (to > last) Remove(values[kept[--to]]);
    }

    private void Insert(double value)
    {
        var place = Array.BinarySearch(sorted, 0, count, value);
        if (place < 0) place = ~place;
        Array.Copy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = value;
        count++;
    }

    private void Remove(double value)
    {
        var place = Array.BinarySearch(sorted, 0, count, value);
        Array.Copy(sorted, place + 1, sorted, place, count - place - 1);
        count--;
    }

    /// <summary>The first level that counts and is not above an edge of the window around a pressure.</summary>
    private int FirstKept(double at, double half, Edge edge)
    {
        var (low, high) = (0, kept.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = pressure[kept[middle]];
            var holds = edge switch
            {
                Edge.Window => Math.Abs(other - at) < half || other >= at,
                Edge.Level => other >= at,
                Edge.Below => other > at,
                _ => other > at && Math.Abs(other - at) >= half,
            };
            if (holds) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>From the top of the window to its end.</summary>
    private enum Edge
    {
        /// <summary>The first level within.</summary>
        Window,

        /// <summary>The level itself.</summary>
        Level,

        /// <summary>The first level below it.</summary>
        Below,

        /// <summary>The first level that is outside again.</summary>
        End,
    }
}
