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

    /// <summary>Takes note of the variables of a field of which no pixel is needed; false where it has none that was asked for.</summary>
    public bool Look(IField field)
    {
        var any = false;
        foreach (var variable in field.Variables)
        {
            names.Add(variable.Name);
            for (var band = 0; band < variable.Bands; band++)
            {
                foreach (var pattern in Asked(variable, variable.BandName(band)))
                {
                    any = true;
                    seen.Add(pattern);
                }
            }
        }

        return any;
    }

    /// <summary>The variables and bands to read from a field, with the columns they fill; empty where it has none that was asked for.</summary>
    public List<Band> For(IField field)
    {
        var judges = Judges(field);
        var taken = new List<Band>();
        foreach (var variable in field.Variables)
        {
            names.Add(variable.Name);
            for (var band = 0; band < variable.Bands; band++)
            {
                var name = variable.BandName(band);
                var asked = Asked(variable, name).ToList();
                if (asked.Count == 0) continue;
                matched.UnionWith(asked);
                var column = Column(field, variable, band, name);
                taken.Add(new Band(variable, band, column, Entries[column], judges.Contains((variable.Name, band))));
            }
        }

        return taken;
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
                var bands = field.Variables.SelectMany(variable => Enumerable.Range(0, variable.Bands).Select(band => (variable, band, Wavelength: WavelengthOf(variable, band))))
                    .Where(band => !IsUncertainty(band.variable) && Asked(band.variable, band.variable.BandName(band.band)).Any()).ToList();
                judges.UnionWith(range.Of([.. bands.Select(band => band.Wavelength)]).Select(at => (bands[at].variable.Name, bands[at].band)));
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
