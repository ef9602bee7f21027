using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>What an index covers, gathered while it is read.</summary>
public sealed class GdacCoverage
{
    private readonly SortedDictionary<string, int> parameters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> dacs = new(StringComparer.Ordinal);
    private readonly HashSet<string> platforms = new(StringComparer.Ordinal);

    /// <summary>Number of profiles.</summary>
    public int Profiles { get; private set; }

    /// <summary>Number of platforms.</summary>
    public int Platforms => platforms.Count;

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
        var who = platforms.Count <= 12 ? $"platforms {string.Join(", ", platforms.Order(StringComparer.Ordinal))}" : $"{platforms.Count} platforms";
        return $"the index covers {Profiles} profiles of {who} ({string.Join(", ", dacs.Keys)}), {place}, {time}{what}";
    }

    internal void Add(GdacEntry entry)
    {
        Profiles++;
        platforms.Add(entry.Platform);
        dacs[entry.Dac] = dacs.GetValueOrDefault(entry.Dac) + 1;
        foreach (var parameter in entry.Parameters) parameters[parameter] = parameters.GetValueOrDefault(parameter) + 1;
        if (entry.Time != Timestamp.Missing)
        {
            if (First == Timestamp.Missing || entry.Time < First) First = entry.Time;
            if (Last == Timestamp.Missing || entry.Time > Last) Last = entry.Time;
        }

        if (double.IsNaN(entry.Latitude) || double.IsNaN(entry.Longitude)) return;
        South = double.IsNaN(South) ? entry.Latitude : Math.Min(South, entry.Latitude);
        North = double.IsNaN(North) ? entry.Latitude : Math.Max(North, entry.Latitude);
        West = double.IsNaN(West) ? entry.Longitude : Math.Min(West, entry.Longitude);
        East = double.IsNaN(East) ? entry.Longitude : Math.Max(East, entry.Longitude);
    }
}
