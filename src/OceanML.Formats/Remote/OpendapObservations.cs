using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Remote;

/// <summary>
/// Observations (moorings, profiles, trajectories) from an OPeNDAP server: the coordinates are read, the ranges of indices wanted found in them, and those
/// alone asked of the server.
/// </summary>
public static class OpendapObservations
{
    /// <summary>Reads the observations selected.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="selection">What is wanted; its constraints are not for these servers.</param>
    /// <exception cref="OceanException">Nothing is within the selection, a variable does not exist, or the server fails.</exception>
    public static ObservationSet Read(OpendapDataset dataset, ErddapSelection selection)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(selection);
        var file = dataset.Whole;
        var coordinates = CfCoordinates.Find(file);
        var ranges = new Dictionary<string, (long First, long Last)>();
        if (coordinates.Time is { } time && CfTime.IsTime(time.Unit) && (selection.Start ?? selection.End) is not null)
        {
            var instants = CfTime.Parse(time.Unit!, time.Attributes.Text("calendar")).Decode(time.ReadDoubles());
            Cut(dataset, ranges, time, i => instants[i] != Timestamp.Missing && !(instants[i] < selection.Start) && !(instants[i] > selection.End), () => Span(instants));
        }

        if (selection.Box is { } box && coordinates is { Latitude: { } latitude, Longitude: { } longitude } && latitude.Count == longitude.Count)
        {
            var (north, east) = (latitude.ReadDoubles(NetCdfDecoding.Measured), longitude.ReadDoubles(NetCdfDecoding.Measured));
            Cut(dataset, ranges, latitude, i => box.Contains(north[i], east[i]), () => FormattableString.Invariant($"latitude {north.Min():0.###}..{north.Max():0.###}, longitude {east.Min():0.###}..{east.Max():0.###}"));
        }

        if (selection.Depth is var (least, greatest) && coordinates.Vertical is { } vertical)
        {
            var levels = vertical.ReadDoubles(NetCdfDecoding.Measured);
            Cut(dataset, ranges, vertical, i => levels[i] >= least && levels[i] <= greatest, () => FormattableString.Invariant($"'{vertical.Name}' {levels.Min():0.###}..{levels.Max():0.###} {vertical.Unit}"));
        }

        using var part = dataset.Part(ranges, Names(dataset, file, coordinates, selection));
        return PointSeries.Read(part, ObservationOptions.Default);
    }

    // Several conditions on one dimension: the server gives the range that all allow, rows in it that do not fit are left out here.
    private static void Cut(OpendapDataset dataset, Dictionary<string, (long First, long Last)> ranges, NetCdfVariable coordinate, Func<int, bool> fits, Func<string> coverage)
    {
        var (first, last) = (long.MaxValue, -1L);
        for (var i = 0; i < coordinate.Count; i++)
        {
            if (!fits(i)) continue;
            (first, last) = (Math.Min(first, i), i);
        }

        if (last < 0) throw OceanException.NothingSelected($"{dataset.Address.Text}: nothing is within the selection; the dataset covers {coverage()}");
        if (coordinate.Dimensions is not [var dimension]) return;
        if (ranges.TryGetValue(dimension.Name, out var known)) (first, last) = (Math.Max(first, known.First), Math.Min(last, known.Last));
        if (first > last) throw OceanException.NothingSelected($"{dataset.Address.Text}: nothing is within both the period and the area; the dataset covers {coverage()}");
        ranges[dimension.Name] = (first, last);
    }

    // With a variable come its flags and what it names, what places the rows, and texts that name the platform.
    private static HashSet<string> Names(OpendapDataset dataset, NetCdfFile file, CfCoordinates coordinates, ErddapSelection selection)
    {
        if (selection.Variables.Count == 0) return [.. file.Variables.Select(variable => variable.Name)];
        var vocabulary = VocabularyFile.Load();
        var names = new HashSet<string>();
        foreach (var name in selection.Variables)
        {
            var entry = vocabulary.Find(name);
            var matching = file.Variables.Where(variable => NamePattern.Matches(name, variable.Name) || variable.StandardName == name).ToList();
            if (matching.Count == 0 && entry is not null)
                matching = [.. file.Variables.Where(variable => vocabulary.Find(variable.Name)?.Name == entry.Name || (entry.StandardName is not null && variable.StandardName == entry.StandardName))];
            if (matching.Count == 0) throw OceanException.Missing(dataset.Address.Text, "variable", name, file.Variables.Select(variable => variable.Path));
            foreach (var variable in matching)
            {
                names.Add(variable.Name);
                names.UnionWith(variable.Attributes.Text("ancillary_variables")?.Split(' ') ?? []);
                names.UnionWith(variable.Attributes.Text("coordinates")?.Split(' ') ?? []);
            }
        }

        names.UnionWith(file.Variables.Where(variable => PointFlags.Belonging(variable.Name) is var (of, _) && names.Contains(of)).Select(variable => variable.Name).ToList());
        names.UnionWith(file.Variables.Where(variable => coordinates.Contains(variable) || variable.Type is NetCdfType.Char or NetCdfType.String || (variable.Dimensions is [var only] && only.Name == variable.Name)).Select(variable => variable.Name));
        return names;
    }

    private static string Span(long[] instants)
    {
        var known = instants.Where(instant => instant != Timestamp.Missing).ToArray();
        return known.Length == 0 ? "no time" : $"{Timestamp.Format(known.Min())} to {Timestamp.Format(known.Max())}";
    }
}
