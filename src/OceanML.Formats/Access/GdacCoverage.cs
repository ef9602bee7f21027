using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>What an index covers, gathered while it is read.</summary>
public sealed class GdacCoverage
{
    private const int MostNamed = 12;

    private readonly SortedDictionary<string, int> parameters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> dacs = new(StringComparer.Ordinal);
    private readonly HashSet<int> platforms = [];
    private int restoredPlatforms;
    private int[] origins = [];
    private int[] contents = [];

    /// <summary>Number of profiles.</summary>
    public int Profiles { get; private set; }

    /// <summary>Number of platforms.</summary>
    public int Platforms => Math.Max(platforms.Count, restoredPlatforms);

    /// <summary>First time; missing where no profile has one.</summary>
    public long First { get; private set; } = Timestamp.Missing;

    /// <summary>Last time; missing where no profile has one.</summary>
    public long Last { get; private set; } = Timestamp.Missing;

    /// <summary>Southernmost latitude; NaN where no profile has a position.</summary>
    public double South { get; private set; } = double.NaN;

    /// <summary>Northernmost latitude.</summary>
    public double North { get; private set; } = double.NaN;

    /// <summary>Smallest longitude, -180..180.</summary>
    public double West { get; private set; } = double.NaN;

    /// <summary>Largest longitude, -180..180.</summary>
    public double East { get; private set; } = double.NaN;

    /// <summary>Number of profiles per parameter; empty for a core index.</summary>
    public IReadOnlyDictionary<string, int> Parameters => parameters;

    /// <summary>Number of profiles per data centre.</summary>
    public IReadOnlyDictionary<string, int> Dacs => dacs;

    /// <summary>The WMO numbers where they are few enough to be named.</summary>
    internal IEnumerable<int> NamedPlatforms => Platforms <= MostNamed ? platforms.Order() : [];

    /// <summary>One sentence: how much, where, when, what.</summary>
    public string Describe()
    {
        if (Profiles == 0) return "the index is empty";
        var invariant = CultureInfo.InvariantCulture;
        var place = double.IsNaN(South)
            ? "no positions"
            : string.Create(invariant, $"longitude {West:0.##}..{East:0.##}, latitude {South:0.##}..{North:0.##}");
        var time = First == Timestamp.Missing ? "no dates" : $"{Timestamp.Format(First)[..10]} to {Timestamp.Format(Last)[..10]}";
        var what = parameters.Count == 0 ? "" : $", parameters {string.Join(", ", parameters.Keys)}";
        var who = Platforms <= MostNamed ? $"platforms {string.Join(", ", NamedPlatforms)}" : $"{Platforms} platforms";
        return $"the index covers {Profiles} profiles of {who} ({string.Join(", ", dacs.Keys)}), {place}, {time}{what}";
    }

    /// <summary>Adds lines; <see cref="Finish"/> once after the last.</summary>
    internal void Add(GdacLines lines, GdacNames names)
    {
        if (origins.Length < names.Origins.Count) Array.Resize(ref origins, names.Origins.Count * 2);
        if (contents.Length < names.Contents.Count) Array.Resize(ref contents, names.Contents.Count * 2);
        Profiles += lines.Count;
        var last = -1;
        for (var row = 0; row < lines.Count; row++)
        {
            origins[lines.Origins[row]]++;
            contents[lines.Contents[row]]++;
            if (lines.Platforms[row] != last) platforms.Add(last = lines.Platforms[row]);
        }

        AddTimes(lines.Times.AsSpan(0, lines.Count));
        AddPlaces(lines.Latitudes.AsSpan(0, lines.Count), lines.Longitudes.AsSpan(0, lines.Count));
    }

    internal void Finish(GdacNames names)
    {
        for (var i = 0; i < names.Origins.Count; i++) dacs[names.Origins[i].Dac] = dacs.GetValueOrDefault(names.Origins[i].Dac) + origins[i];
        for (var i = 0; i < names.Contents.Count; i++)
        {
            foreach (var parameter in names.Contents[i].Parameters) parameters[parameter] = parameters.GetValueOrDefault(parameter) + contents[i];
        }
    }

    /// <summary>As it was written into a cache.</summary>
    internal static GdacCoverage Restore(
        int profiles, int platformCount, IEnumerable<int> platforms, long first, long last, double south, double north, double west, double east, IEnumerable<KeyValuePair<string, int>> dacs, IEnumerable<KeyValuePair<string, int>> parameters)
    {
        var coverage = new GdacCoverage { restoredPlatforms = platformCount, Profiles = profiles, First = first, Last = last, South = south, North = north, West = west, East = east };
        coverage.platforms.UnionWith(platforms);
        foreach (var (name, count) in dacs) coverage.dacs.Add(name, count);
        foreach (var (name, count) in parameters) coverage.parameters.Add(name, count);
        return coverage;
    }

    private void AddTimes(ReadOnlySpan<long> times)
    {
        foreach (var time in times)
        {
            if (time == Timestamp.Missing) continue;
            if (First == Timestamp.Missing || time < First) First = time;
            if (Last == Timestamp.Missing || time > Last) Last = time;
        }
    }

    private void AddPlaces(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        for (var row = 0; row < latitudes.Length; row++)
        {
            var (latitude, longitude) = (latitudes[row], longitudes[row]);
            if (double.IsNaN(latitude + longitude)) continue;

            // Comparisons with NaN are false, hence the negations: the first position passes each.
            if (!(latitude >= South)) South = latitude;
            if (!(latitude <= North)) North = latitude;
            if (!(longitude >= West)) West = longitude;
            if (!(longitude <= East)) East = longitude;
        }
    }
}
