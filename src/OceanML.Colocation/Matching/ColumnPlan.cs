using System.IO.Enumeration;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which variables and bands are taken from the fields, and the columns they fill; grows as fields with other bands are met.</summary>
internal sealed class ColumnPlan(MatchupProtocol protocol)
{
    private static readonly string[] UncertaintySuffixes = ["_err", "_error", "_unc", "_uncertainty", "_rmsd", "_bias", "_sigma", "_sd"];

    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> matched = [];
    private readonly HashSet<string> seen = [];
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    /// <summary>A column: its name, the variable and wavelength (nm, NaN where none) it comes from, what is known of it, and how it is averaged.</summary>
    public sealed record Entry(string Name, string Variable, double Wavelength, ColumnMetadata Metadata, bool Geometric);

    /// <summary>A variable and band of one field, with the column it fills.</summary>
    public sealed record Band(FieldVariable Variable, int Number, int Column, Entry Entry, bool JudgesVariation)
    {
        /// <summary>Whether it was asked for; the others are read because the variation is judged by them.</summary>
        public bool IsAsked => Column >= 0;

        /// <summary>Its wavelength, nm; NaN where it has none.</summary>
        public double Wavelength => WavelengthOf(Variable, Number);

        /// <summary>Whether it is a band of a spectrum, and not the uncertainty of one.</summary>
        public bool IsSpectral => double.IsFinite(Wavelength) && !IsUncertainty(Variable);
    }

    /// <summary>The columns met so far.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>The names or patterns asked for that no field had of which pixels were read.</summary>
    public IEnumerable<string> Unmatched => protocol.Variables.Where(pattern => !matched.Contains(pattern));

    /// <summary>Whether some field, opened and perhaps without candidates, has the name or pattern.</summary>
    public bool IsKnown(string pattern) => seen.Contains(pattern);

    /// <summary>Names of the variables met, for messages.</summary>
    public IEnumerable<string> Names => names;

    /// <summary>Names by which variables of a field can be asked for: their own, those of their bands, CF standard names.</summary>
    public static IReadOnlyList<string> NamesOf(IField field) =>
        [.. field.Variables.SelectMany(variable => Enumerable.Range(0, variable.Bands).Select(variable.BandName).Prepend(variable.Name).Append(variable.StandardName ?? variable.Name)).Distinct()];

    /// <summary>Takes note of the variables of a field of which no pixel is needed; false where it has none that was asked for.</summary>
    public bool Look(IField field)
    {
        names.UnionWith(field.Variables.Select(variable => variable.Name));
        return Mark(NamesOf(field));
    }

    /// <summary>The same by names that were noted before.</summary>
    public bool Look(IReadOnlyList<string> variables)
    {
        names.UnionWith(variables);
        return Mark(variables);
    }

    private bool Mark(IReadOnlyList<string> variables)
    {
        var known = protocol.Variables.Where(pattern => variables.Any(name => Matches(pattern, name))).ToList();
        seen.UnionWith(known);
        return known.Count > 0;
    }

    /// <summary>
    /// The variables and bands to read from a field, with the columns they fill; then those by which the variation is judged and that were not asked for.
    /// Empty where it has none that was asked for.
    /// </summary>
    public List<Band> For(IField field)
    {
        var judges = Judges(field);
        var taken = new List<Band>();
        var unasked = new List<Band>();
        foreach (var variable in field.Variables)
        {
            names.Add(variable.Name);
            for (var band = 0; band < variable.Bands; band++)
            {
                var name = variable.BandName(band);
                var asked = Asked(variable, name).ToList();
                var judged = judges.Contains((variable.Name, band));
                if (asked.Count == 0 && judged) unasked.Add(new Band(variable, band, -1, new Entry(name, variable.Name, WavelengthOf(variable, band), ColumnMetadata.None, false), true));
                if (asked.Count == 0) continue;
                matched.UnionWith(asked);
                var column = Column(field, variable, band, name);
                taken.Add(new Band(variable, band, column, Entries[column], judged));
            }
        }

        return taken.Count == 0 ? [] : [.. taken, .. unasked];
    }

    private IEnumerable<string> Asked(FieldVariable variable, string name) =>
        protocol.Variables.Where(pattern => Matches(pattern, variable.Name) || Matches(pattern, name) || pattern == variable.StandardName);

    private int Column(IField field, FieldVariable variable, int band, string name)
    {
        if (byName.TryGetValue(name, out var column)) return column;
        byName.Add(name, Entries.Count);
        var wavelength = WavelengthOf(variable, band);
        Entries.Add(new Entry(
            name,
            variable.Name,
            wavelength,
            new ColumnMetadata(variable.Unit, variable.StandardName, variable.LongName, Source: field.Product, Wavelength: double.IsFinite(wavelength) ? wavelength : null),
            protocol.Geometric.Any(pattern => Matches(pattern, variable.Name) || Matches(pattern, name))));
        return Entries.Count - 1;
    }

    private HashSet<(string Variable, int Band)> Judges(IField field)
    {
        var judges = new HashSet<(string, int)>();
        foreach (var pattern in protocol.VariationOf)
        {
            if (WavelengthRange.TryParse(pattern) is { } range)
            {
                // The bands asked for come first: a reflectance rather than its average over years.
                var bands = field.Variables.Where(variable => !IsUncertainty(variable))
                    .SelectMany(variable => Enumerable.Range(0, variable.Bands).Select(band => (Variable: variable, Number: band, Wavelength: WavelengthOf(variable, band)))).ToList();
                var asked = bands.FindAll(band => Asked(band.Variable, band.Variable.BandName(band.Number)).Any());
                var meant = new[] { asked, bands }.Select(some => range.Of([.. some.Select(band => band.Wavelength)]).Select(at => some[at]).ToList()).FirstOrDefault(some => some.Count > 0);
                judges.UnionWith((meant ?? []).Select(band => (band.Variable.Name, band.Number)));
                continue;
            }

            foreach (var variable in field.Variables)
            {
                for (var band = 0; band < variable.Bands; band++)
                {
                    if (Matches(pattern, variable.Name) || Matches(pattern, variable.BandName(band))) judges.Add((variable.Name, band));
                }
            }
        }

        return judges;
    }

    private static bool IsUncertainty(FieldVariable variable) =>
        variable.StandardName?.EndsWith("standard_error", StringComparison.Ordinal) == true
        || UncertaintySuffixes.Any(suffix => variable.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static double WavelengthOf(FieldVariable variable, int band) =>
        variable.Wavelengths.Count == variable.Bands ? variable.Wavelengths[band] : double.NaN;

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
