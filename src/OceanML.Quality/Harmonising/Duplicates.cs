using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Finds observations that come twice.</summary>
/// <remarks>
/// <para>Exact: the same platform at the same second, at the same level, and no value that the earlier row does not hold too, up to rounding. A row that
/// holds another variable complements the earlier one; one with another value of the same variable conflicts with it. Neither is a duplicate.</para>
/// <para>Near: of another source (file), close in space and time, and 95 % of the rows of the two platforms that are so close hold equal values, up
/// to rounding. Closeness alone is no sign: two buoys of one bay are close, and the collections that look for near duplicates compare contents
/// too (the Argo reference data base of ship casts: 0.1 degrees and a day, and 95 % of the levels equal; Song et al. 2024,
/// 10.3389/fmars.2024.1403175, for the World Ocean Database and IQuOD). The defaults here, 1 km and 1 hour, are what rounded positions and times of
/// one cast differ by; of one platform in two sources, a minute.</para>
/// </remarks>
public static class Duplicates
{
    // Rows of one time without any level, of a fast instrument: each is compared with so many.
    private const int MostCompared = 64;

    private static readonly string[] Levels = ["depth", "pressure", "level", "sampling", "wavelength", "sensor"];
    private static readonly string[] Places = ["platform", "profile", "time", "latitude", "longitude", "cycle", .. Levels];
    private static readonly string[] Versions = ["platform", "profile", "data_mode"];
    private static readonly string[] Samples = ["btl", "bottle", "samp", "cast", "replicate"];

    /// <summary>The rows that repeat an earlier one, in order; a row is of the first it repeats.</summary>
    /// <param name="table">Observations with <c>time</c> and, as far as they have them, <c>platform</c>, <c>latitude</c>, <c>longitude</c> and levels.</param>
    /// <param name="sources">For each row a number of its source; null for no search for near duplicates.</param>
    /// <param name="options">How alike.</param>
    public static IReadOnlyList<Duplicate> Find(Table table, IReadOnlyList<int>? sources = null, DuplicateOptions? options = null) => Compare(table, sources, options).Repeated;

    /// <summary>The rows that repeat, complement or contradict an earlier one, each list in order.</summary>
    /// <param name="table">As for <see cref="Find"/>.</param>
    /// <param name="sources">For each row a number of its source; null for no search for near duplicates.</param>
    /// <param name="options">How alike.</param>
    public static DuplicateFindings Compare(Table table, IReadOnlyList<int>? sources = null, DuplicateOptions? options = null)
    {
        options ??= DuplicateOptions.Default;
        if (table.Find("time") is not TimeColumn time) return new DuplicateFindings([], [], [], 0);
        var (found, complementary, conflicting, unsearched) = (new List<Duplicate>(), new List<Duplicate>(), new List<Duplicate>(), 0);
        var isDuplicate = new bool[table.RowCount];
        var values = new RowValues(table);
        FindExact(table, time.Values, values, isDuplicate, found, complementary, conflicting);
        if (sources is not null && table.Find("latitude") is NumberColumn latitude && table.Find("longitude") is NumberColumn longitude)
        {
            var near = new NearDuplicates(table, time.Values, latitude.Values, longitude.Values, sources, options);
            near.Find(isDuplicate, values, found);
            unsearched = near.Unsearched;
        }

        found.Sort((a, b) => a.Row.CompareTo(b.Row));
        return new DuplicateFindings(found, complementary, conflicting, unsearched);
    }

    /// <summary>Columns that say where, when and who, not what was measured.</summary>
    internal static bool IsPlace(string name) => Places.Contains(name);

    private static void FindExact(Table table, long[] times, RowValues values, bool[] isDuplicate, List<Duplicate> found, List<Duplicate> complementary, List<Duplicate> conflicting)
    {
        if (table.Find("platform") is not TextColumn platform) return;

        // What tells two samples of one moment and level apart: words (which variable, which instrument) and numbers of bottles.
        var keys = table.Columns.Where(column => Levels.Contains(column.Name)
            || (column is TextColumn && !Versions.Contains(column.Name) && !Companions.IsCompanion(column.Name, table.Has))
            || (column is NumberColumn { Kind: NumberKind.Int64 } && Array.Exists(Samples, sample => column.Name.Contains(sample, StringComparison.OrdinalIgnoreCase)))).ToList();
        if (table.Find("profile") is { } profile && !HasLevels(keys)) keys.Add(profile);
        var first = new Dictionary<ulong, int>(table.RowCount);
        var next = new Dictionary<int, int>();
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] == Timestamp.Missing || platform.Values[row] is not { } name) continue;
            var hash = new HashCode();
            hash.Add(name);
            hash.Add(times[row] / Timestamp.PerSecond);
            foreach (var key in keys) hash.Add(HashOf(key, row));
            var code = (uint)hash.ToHashCode() | ((ulong)(uint)name.GetHashCode(StringComparison.Ordinal) << 32);
            if (first.TryAdd(code, row)) continue;
            var (like, conflicts, compared) = (-1, false, 0);
            for (var other = first[code]; ; other = next[other])
            {
                if (platform.Values[other] == name && times[other] / Timestamp.PerSecond == times[row] / Timestamp.PerSecond && keys.TrueForAll(key => IsSame(key, row, other)))
                {
                    var conflict = values.Conflict(row, other);
                    if (!conflict && !values.Adds(row, other))
                    {
                        isDuplicate[row] = true;
                        found.Add(new Duplicate(row, other, IsExact: true));
                        break;
                    }

                    if (like < 0 || (conflict && !conflicts)) like = other;
                    conflicts |= conflict;
                }

                if (next.ContainsKey(other) && ++compared < MostCompared) continue;
                if (like >= 0) (conflicts ? conflicting : complementary).Add(new Duplicate(row, like, IsExact: true));
                next.TryAdd(other, row);
                break;
            }
        }
    }

    private static bool HasLevels(List<Column> keys) => keys.Exists(key => key.Name is "depth" or "pressure" or "level");

    private static int HashOf(Column column, int row) => column.IsMissing(row) ? 0 : column switch
    {
        TextColumn text => text.Values[row]!.GetHashCode(StringComparison.Ordinal),
        TimeColumn time => time.Values[row].GetHashCode(),
        _ => Math.Round(((NumberColumn)column).Values[row] * 1e3).GetHashCode(),
    };

    private static bool IsSame(Column column, int a, int b) => column.IsMissing(a) || column.IsMissing(b) ? column.IsMissing(a) == column.IsMissing(b) : column switch
    {
        TextColumn text => text.Values[a] == text.Values[b],
        TimeColumn time => time.Values[a] == time.Values[b],
        _ => Math.Round(((NumberColumn)column).Values[a] * 1e3) == Math.Round(((NumberColumn)column).Values[b] * 1e3),
    };
}
