using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Description;

/// <summary>What a newcomer should know of a netCDF file, in plain words.</summary>
internal static class NetCdfNotes
{
    public static IEnumerable<string> Of(
        CfCoordinates coordinates,
        List<VariableDescription> variables,
        SpaceExtent? space,
        TimeExtent? time,
        List<FlagDescription> flags,
        ArgoSummary? argo)
    {
        if (argo is not null)
        {
            foreach (var note in Modes(argo)) yield return note;
        }

        var longitude = variables.FirstOrDefault(variable => variable.Name == coordinates.Longitude?.Path);
        if (longitude is { IsNumber: true, Maximum: { } maximum } && double.Parse(maximum, CultureInfo.InvariantCulture) > 180)
            yield return "Longitudes run from 0 to 360 in the file; all steps read them as -180 to 180.";
        foreach (var note in OfPixels(variables, space, time, flags)) yield return note;
    }

    /// <summary>What can be said of any pixels, levels or points, however they are stored.</summary>
    public static IEnumerable<string> OfPixels(List<VariableDescription> variables, SpaceExtent? space, TimeExtent? time, List<FlagDescription> flags)
    {
        if (time is null) yield return "There is no time in this file.";
        if (space is null) yield return "There are no positions in this file.";
        else if (space.Unknown > 0) yield return Invariant($"{space.Unknown} of {space.Unknown + space.Positions} positions are missing or impossible.");
        if (space?.CrossesDateline == true) yield return "The positions cross the dateline: west is greater than east.";
        foreach (var flag in flags.Where(flag => flag.Passing == 0))
            yield return $"No pixel passes the default rule for {flag.Name}: nothing would be matched with it.";
        var empty = variables.Where(variable => variable.Missing == 1).Select(variable => variable.Name).ToList();
        if (empty.Count > 0) yield return $"No values in {Listed(empty)}.";
        var sampled = variables.Where(variable => variable.IsSampled).ToList();
        if (sampled.Count > 0)
        {
            var share = 100.0 * sampled.Sum(variable => variable.Examined) / sampled.Sum(variable => variable.Count);
            var names = Listed([.. sampled.Select(variable => variable.Name)]);
            yield return Invariant($"Range and missing share of {names} are from a sample of {share:0.#} % of the values; --full reads all.");
        }
    }

    /// <summary>Warnings of a field, which are clauses, as sentences.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<string> warnings) => warnings.Select(text => char.ToUpperInvariant(text[0]) + text[1..] + ".");

    private static IEnumerable<string> Modes(ArgoSummary argo)
    {
        var delayed = argo.Parameters.Where(parameter => parameter.Modes.All(mode => mode.Mode == 'D')).Select(parameter => parameter.Name).ToList();
        var adjusted = argo.Parameters.Where(parameter => parameter.Modes.All(mode => mode.Mode == 'A')).Select(parameter => parameter.Name).ToList();
        var raw = argo.Parameters.Where(parameter => parameter.Modes.All(mode => mode.Mode == 'R')).Select(parameter => parameter.Name).ToList();
        var mixed = argo.Parameters.Select(parameter => parameter.Name).Except(delayed).Except(adjusted).Except(raw).ToList();
        if (delayed.Count > 0) yield return $"Delayed mode: read the ADJUSTED values of {Listed(delayed)}.";
        if (adjusted.Count > 0) yield return $"Adjusted in real time: read the ADJUSTED values of {Listed(adjusted)}, and expect them to change.";
        if (raw.Count > 0) yield return $"Real time: {Listed(raw)} {(raw.Count == 1 ? "has" : "have")} raw values alone, checked automatically.";
        if (mixed.Count > 0)
            yield return $"The data mode of {Listed(mixed)} changes from profile to profile: read the ADJUSTED values where it is A or D, the raw ones where it is R.";
    }

    private static string Listed(List<string> names)
    {
        const int shown = 8;
        return names.Count <= shown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
