using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Looks for rows of different sources that are close in space and time and hold the same values, see <see cref="Duplicates"/>.</summary>
internal sealed class NearDuplicates
{
    private const double ShareEqual = 0.95;
    private const int FewestValues = 3;

    // Of each source; without it two series of one hertz would be compared second by second with every second of the hours around.
    private const int NearestInTime = 64;

    private readonly long[] times;
    private readonly double[] latitudes;
    private readonly double[] longitudes;
    private readonly IReadOnlyList<int> sources;
    private readonly DuplicateOptions options;
    private readonly string?[]? platforms;
    private readonly double[][] verticals;
    private readonly List<double[]> variables;

    public NearDuplicates(Table table, long[] times, double[] latitudes, double[] longitudes, IReadOnlyList<int> sources, DuplicateOptions options)
    {
        (this.times, this.latitudes, this.longitudes, this.sources, this.options) = (times, latitudes, longitudes, sources, options);
        platforms = (table.Find("platform") as TextColumn)?.Values;
        verticals = [.. new[] { "depth", "pressure" }.Select(table.Find).OfType<NumberColumn>().Select(column => column.Values)];
        variables = [.. table.Columns.OfType<NumberColumn>()
            .Where(column => !Duplicates.IsPlace(column.Name) && !Companions.IsCompanion(column.Name, table.Has)).Select(column => column.Values)];
    }

    /// <summary>Stations near which so many others lie that only the nearest in time were compared.</summary>
    public int Unsearched { get; private set; }

    public void Find(bool[] isDuplicate, RowValues values, List<Duplicate> found)
    {
        var stations = Stations(isDuplicate);
        var cells = Cells(stations);
        var pairs = new Dictionary<(int, string?, int, string?), List<(int Row, int Of, int Equal)>>();
        for (var station = 0; station < stations.Count; station++)
        {
            var (first, rows) = stations[station];
            var at = CellOf(first);
            var best = new Dictionary<(int Row, int Source, string? Platform), (int Of, long Apart)>();
            foreach (var other in Neighbours(cells, stations, at, station))
            {
                var (head, others) = stations[other];
                if (!MayRepeat(first, head)) continue;
                foreach (var row in rows)
                {
                    foreach (var of in others)
                    {
                        if (!SameLevel(row, of)) continue;
                        var key = (row, sources[of], platforms?[of]);
                        var apart = Math.Abs(times[row] - times[of]);
                        if (!best.TryGetValue(key, out var nearest) || apart < nearest.Apart) best[key] = (of, apart);
                    }
                }
            }

            foreach (var ((row, source, platform), (of, _)) in best)
            {
                if (Compare(row, of) is not { } equal) continue;
                var key = (sources[row], platforms?[row], source, platform);
                if (!pairs.TryGetValue(key, out var list)) pairs.Add(key, list = []);
                list.Add((row, of, equal));
            }
        }

        foreach (var list in pairs.Values)
        {
            var equal = list.Count(pair => pair.Equal > 0);
            if (equal < ShareEqual * list.Count || list.Sum(pair => pair.Equal) < FewestValues) continue;
            foreach (var (row, of, shared) in list)
            {
                if (shared == 0 || isDuplicate[row] || isDuplicate[of] || values.Adds(row, of)) continue;
                isDuplicate[row] = true;
                found.Add(new Duplicate(row, of, IsExact: false));
            }
        }
    }

    /// <summary>Rows of one source, platform, time and place, in the order of the table; none where all rows are of one source.</summary>
    private List<(int First, List<int> Rows)> Stations(bool[] isDuplicate)
    {
        var stations = new List<(int, List<int>)>();
        if (sources.Count == 0 || sources.All(source => source == sources[0])) return stations;
        var index = new Dictionary<(int, string?, long, double, double), int>();
        for (var row = 0; row < times.Length; row++)
        {
            if (isDuplicate[row] || times[row] == Timestamp.Missing || !double.IsFinite(latitudes[row] + longitudes[row])) continue;
            var key = (sources[row], platforms?[row], times[row], latitudes[row], longitudes[row]);
            if (index.TryGetValue(key, out var at))
            {
                stations[at].Item2.Add(row);
                continue;
            }

            index.Add(key, stations.Count);
            stations.Add((row, [row]));
        }

        return stations;
    }

    private bool MayRepeat(int a, int b)
    {
        if (sources[a] == sources[b]) return false;
        var isSamePlatform = platforms?[a] is { } platform && platform == platforms[b];
        return Math.Abs(times[a] - times[b]) <= (isSamePlatform ? Math.Min(60 * Timestamp.PerSecond, options.Microseconds) : options.Microseconds)
            && Sphere.DistanceKm(latitudes[a], longitudes[a], latitudes[b], longitudes[b]) <= options.DistanceKm;
    }

    private bool SameLevel(int a, int b)
    {
        foreach (var vertical in verticals)
        {
            var apart = Math.Abs(vertical[a] - vertical[b]);
            if (!double.IsNaN(apart)) return apart <= options.Vertical;
        }

        // Neither has a level, or they have it in different terms.
        return Array.TrueForAll(verticals, vertical => double.IsNaN(vertical[a]) && double.IsNaN(vertical[b]));
    }

    /// <summary>Number of equal values, 0 where one differs, null where the rows share none.</summary>
    private int? Compare(int a, int b)
    {
        var equal = 0;
        foreach (var variable in variables)
        {
            var (one, other) = (variable[a], variable[b]);
            if (double.IsNaN(one) || double.IsNaN(other)) continue;
            if (Math.Abs(one - other) > options.Relative * Math.Max(Math.Abs(one), Math.Abs(other))) return 0;
            equal++;
        }

        return equal == 0 ? null : equal;
    }

    // Cells as wide as what is near, in three dimensions of space, so that poles and dateline are no matter, and one of time.
    private Cell CellOf(int row)
    {
        var scale = Sphere.RadiusKm / Math.Max(options.DistanceKm, 1e-3);
        var (x, y, z) = Sphere.UnitVector(latitudes[row], longitudes[row]);
        return new Cell((int)Math.Floor(x * scale), (int)Math.Floor(y * scale), (int)Math.Floor(z * scale), (long)Math.Floor(times[row] / (double)Math.Max(options.Microseconds, 1)));
    }

    // In each cell the stations of each source, in order of time.
    private Dictionary<Cell, Dictionary<int, List<int>>> Cells(List<(int First, List<int> Rows)> stations)
    {
        var cells = new Dictionary<Cell, Dictionary<int, List<int>>>();
        for (var station = 0; station < stations.Count; station++)
        {
            var first = stations[station].First;
            var at = CellOf(first);
            if (!cells.TryGetValue(at, out var cell)) cells.Add(at, cell = []);
            if (!cell.TryGetValue(sources[first], out var list)) cell.Add(sources[first], list = []);
            list.Add(station);
        }

        foreach (var list in cells.Values.SelectMany(cell => cell.Values)) list.Sort((a, b) => times[stations[a].First].CompareTo(times[stations[b].First]));
        return cells;
    }

    /// <summary>Earlier stations of other sources in the cells around, of each source and cell those nearest in time.</summary>
    private List<int> Neighbours(Dictionary<Cell, Dictionary<int, List<int>>> cells, List<(int First, List<int> Rows)> stations, Cell at, int station)
    {
        var (found, first, isCut) = (new List<int>(), stations[station].First, false);
        for (var place = 0; place < 81; place++)
        {
            var cell = new Cell(at.X + (place % 3) - 1, at.Y + (place / 3 % 3) - 1, at.Z + (place / 9 % 3) - 1, at.Time + (place / 27) - 1);
            if (!cells.TryGetValue(cell, out var bySource)) continue;
            foreach (var (source, list) in bySource)
            {
                if (source == sources[first]) continue;
                var (low, high) = (0, list.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    if (times[stations[list[middle]].First] < times[first]) low = middle + 1;
                    else high = middle;
                }

                var (start, end) = (Math.Max(0, low - NearestInTime), Math.Min(list.Count, low + NearestInTime));
                isCut |= end - start < list.Count;
                for (var i = start; i < end; i++)
                {
                    if (list[i] < station) found.Add(list[i]);
                }
            }
        }

        if (isCut) Unsearched++;
        return found;
    }

    private readonly record struct Cell(int X, int Y, int Z, long Time);
}
