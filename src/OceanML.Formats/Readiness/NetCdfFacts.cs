using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Description;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Readiness;

/// <summary>Gathers facts of netCDF files.</summary>
internal static class NetCdfFacts
{
    private static readonly string[] Coordinates = ["time", "latitude", "longitude", "depth", "pressure", "platform", "profile"];

    public static DatasetFacts Gather(DatasetFacts facts)
    {
        using var file = NetCdfFile.Open(facts.File.Path);
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in file.Groups.SelectMany(group => group.Attributes)) attributes.TryAdd(attribute.Name, attribute.Text.Trim());
        var coordinates = CfCoordinates.Find(file);
        var ancillary = file.Variables.SelectMany(variable => (variable.Attributes.Text("ancillary_variables") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var described = facts.File.Variables.ToDictionary(variable => variable.Name);
        var observations = facts.IsField ? null : Observations(facts.File.Path);
        facts = facts with
        {
            Attributes = attributes,
            Variables = [.. file.Variables.Select(variable => Variable(variable, described.GetValueOrDefault(variable.Path), coordinates, ancillary))],
            Observations = observations,
            Sampling = observations is null ? null : SamplingFinder.Find(observations),
            Grid = facts.IsField ? Grid(coordinates) : null,
        };
        return facts with { Observed = ObservedVariable.Of(observations, facts.Data) };
    }

    private static Table? Observations(string path)
    {
        try
        {
            return ObservationFile.ReadEveryRow(path);
        }
        catch (OceanException)
        {
            return null;
        }
    }

    private static VariableFacts Variable(NetCdfVariable variable, VariableDescription? described, CfCoordinates coordinates, HashSet<string> ancillary)
    {
        var entry = VocabularyFile.Load().Find(variable.Name) ?? (variable.StandardName is { } name ? VocabularyFile.Load().Find(name) : null);
        var role = Role(variable, entry, coordinates, ancillary);
        return new VariableFacts(variable.Path, role)
        {
            Type = described?.Type ?? variable.Type.ToString(),
            Unit = variable.Unit,
            StandardName = variable.StandardName,
            LongName = variable.LongName,
            Entry = entry,
            Source = variable.Attributes.Text("source") ?? variable.Attributes.Text("comment"),
            Missing = described?.Missing,
            Minimum = described?.Minimum,
            Maximum = described?.Maximum,
            DeclaresMissing = variable.Attributes["_FillValue"] is not null || variable.Attributes["missing_value"] is not null,
            FlagScheme = role == VariableRole.Flag ? Scheme(variable) : null,
            HasVocabularyLink = variable.Attributes.Any(attribute => attribute.Name.Contains("urn", StringComparison.OrdinalIgnoreCase) || attribute.Name.Contains("vocabulary", StringComparison.OrdinalIgnoreCase)
                || attribute.Text.Contains("vocab.nerc.ac.uk", StringComparison.Ordinal) || attribute.Text.StartsWith("SDN:", StringComparison.Ordinal)),
        };
    }

    private static string? Scheme(NetCdfVariable variable)
    {
        var meanings = variable.Attributes.Text("flag_meanings");
        var values = variable.Attributes["flag_values"] ?? variable.Attributes["flag_masks"];
        if (meanings is not null && values is not null) return "flag_meanings";
        var conventions = variable.Attributes.Text("conventions") ?? variable.Attributes.Text("Conventions") ?? variable.Attributes.Text("quality_control_conventions") ?? variable.Attributes.Text("quality_control_set");
        return conventions ?? (meanings is not null ? "flag_meanings without flag_values" : null);
    }

    private static VariableRole Role(NetCdfVariable variable, VocabularyEntry? entry, CfCoordinates coordinates, HashSet<string> ancillary)
    {
        var name = variable.Name;
        if (variable.Attributes["flag_meanings"] is not null || variable.Attributes["flag_masks"] is not null || variable.Attributes["flag_values"] is not null || VariableNames.IsFlag(name)
            || variable.StandardName?.Contains("status_flag", StringComparison.Ordinal) == true || variable.StandardName?.Contains("quality_flag", StringComparison.Ordinal) == true)
            return VariableRole.Flag;
        if (VariableNames.IsLabel(name)) return VariableRole.Label;
        if (coordinates.Contains(variable) || name.EndsWith("_bnds", StringComparison.Ordinal) || name.EndsWith("_bounds", StringComparison.Ordinal)) return VariableRole.Coordinate;
        if (variable.Type is NetCdfType.Char or NetCdfType.String) return VariableRole.Other;
        if (entry is not null && Coordinates.Contains(entry.Name)) return VariableRole.Coordinate;
        if (variable.Unit?.Contains(" since ", StringComparison.Ordinal) == true) return VariableRole.Coordinate;
        if (VariableNames.IsUncertainty(name) || variable.StandardName?.Contains("standard_error", StringComparison.Ordinal) == true || variable.StandardName?.Contains("uncertainty", StringComparison.Ordinal) == true)
            return VariableRole.Uncertainty;
        if (variable.Dimensions.Count == 0 || variable.Count <= 1 || name.EndsWith("_dPRES", StringComparison.Ordinal)) return VariableRole.Other;
        if (entry is not null) return VariableRole.Data;
        var isWhole = variable.Type is NetCdfType.Int8 or NetCdfType.UInt8 or NetCdfType.Int16 or NetCdfType.UInt16 or NetCdfType.Int32 or NetCdfType.UInt32 or NetCdfType.Int64 or NetCdfType.UInt64;
        var packed = variable.Attributes["scale_factor"] is not null;
        if (ancillary.Contains(name)) return VariableRole.Other;
        return isWhole && !packed && variable.StandardName is null ? VariableRole.Other : VariableRole.Data;
    }

    private static GridFacts? Grid(CfCoordinates coordinates)
    {
        if (coordinates.Latitude is not { } latitude || coordinates.Longitude is not { } longitude) return null;
        var isGrid = latitude.Dimensions.Count <= 1 && longitude.Dimensions.Count <= 1;
        var (rows, columns) = isGrid ? (Step(latitude.ReadDoubles()), Step(longitude.ReadDoubles())) : ((double.NaN, 0.0), (double.NaN, 0.0));
        var times = Times(coordinates.Time);
        var steps = times.Zip(times.Skip(1), (a, b) => b - a).ToList();
        var sorted = steps.Order().ToList();
        var usual = sorted.Count == 0 ? (long?)null : sorted[(sorted.Count - 1) / 2];
        return new GridFacts(
            rows.Item1, columns.Item1, isGrid && rows.Item2 >= 1 && columns.Item2 >= 1, times.Count, usual,
            usual is not { } step || steps.Count == 0 ? 1 : (double)steps.Count(one => IsSame(one, step)) / steps.Count,
            steps.Count(one => one <= 0))
        {
            BySeason = [.. Enumerable.Range(0, SamplingFinder.Seasons.Length).Select(season => times.Count(time => SamplingFinder.Season(time) == season))],
        };
    }

    // Months and years have no fixed length.
    private static bool IsSame(long step, long usual)
    {
        var days = usual / (double)Timestamp.PerDay;
        var (low, high) = days is >= 28 and <= 31 ? (28.0, 31.0) : days is >= 365 and <= 366 ? (365.0, 366.0) : (0.99 * days, 1.01 * days);
        var own = step / (double)Timestamp.PerDay;
        return own >= low && own <= high;
    }

    private static List<long> Times(NetCdfVariable? time)
    {
        if (time is not { Count: > 0, Unit: { } unit }) return [];
        try
        {
            return [.. CfTime.Parse(unit, time.Attributes.Text("calendar")).Decode(time.ReadDoubles()).Where(one => one != Timestamp.Missing)];
        }
        catch (OceanException)
        {
            return [];
        }
    }

    // The usual step, and the share of steps that equal it to 1 %.
    private static (double Step, double Share) Step(double[] axis)
    {
        if (axis.Length < 2) return (double.NaN, 1);
        var steps = axis.Zip(axis.Skip(1), (a, b) => Math.Abs(b - a)).ToArray();
        var usual = steps.Order().ElementAt((steps.Length - 1) / 2);
        return (double.Parse(usual.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), (double)steps.Count(step => Math.Abs(step - usual) <= 0.01 * usual) / steps.Length);
    }
}
