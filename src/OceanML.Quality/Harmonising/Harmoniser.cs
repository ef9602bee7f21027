using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Gives the variables of a table the names and units of the vocabulary. Every conversion is a line of an account, no value is dropped, and
/// what needs no conversion stays as it is to the bit; harmonising twice is harmonising once.
/// </summary>
/// <remarks>
/// <para>A column is known by its name or, failing that, by its CF standard name. Of two columns for one canonical name the one that has it
/// already comes first, then one known by name, then one that needs no density, then the order of the file; the other keeps its name.</para>
/// <para>Values per litre (oxygen, nutrients) become values per kilogram in the rows whose temperature and salinity are usable; the others go to
/// the variable per volume (<c>oxygen_concentration</c>), or keep name and unit where there is none. A spectrum, three or more columns that
/// differ only in a wavelength, keeps its names, so that one pattern finds all of it.</para>
/// </remarks>
public sealed partial class Harmoniser
{
    private const string PerVolume = "_concentration";
    private static readonly string[] Untouched = ["latitude", "longitude", "time", "platform", "profile"];

    private readonly Table source;
    private readonly Vocabulary vocabulary;
    private readonly HarmonisingOptions options;
    private readonly HashSet<string> taken;
    private readonly List<HarmonisedColumn> account = [];
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, IReadOnlyList<Column>> replaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> targets = new(StringComparer.Ordinal);
    private double[]? density;

    private Harmoniser(Table source, Vocabulary vocabulary, HarmonisingOptions options)
    {
        (this.source, this.vocabulary, this.options) = (source, vocabulary, options);
        taken = [.. source.Names];
    }

    /// <summary>The table with canonical names and units.</summary>
    /// <param name="table">Any table; time and place have their canonical names already.</param>
    /// <param name="vocabulary">The variables and their units.</param>
    /// <param name="options">How.</param>
    public static Harmonised Of(Table table, Vocabulary vocabulary, HarmonisingOptions? options = null) =>
        new Harmoniser(table, vocabulary, options ?? HarmonisingOptions.Default).Run();

    private Harmonised Run()
    {
        var spectra = Spectra();
        var columns = source.Columns.OfType<NumberColumn>()
            .Where(column => !Untouched.Contains(column.Name) && !spectra.Contains(column.Name) && !Companions.IsCompanion(column.Name, source.Has))
            .Select((column, place) => (Column: column, Entry: Find(column), Place: place))
            .Where(known => known.Entry is not null && !Untouched.Contains(known.Entry.Name))
            .OrderBy(known => known.Column.Name == known.Entry!.Name ? 0 : vocabulary.Find(known.Column.Name) is not null ? 1 : 2).ThenBy(known => known.Place)
            .ToList();

        // Density rests on temperature and salinity, so what needs it comes last.
        var waiting = columns.Where(known => !Linear(known.Column, known.Entry!)).ToList();
        if (waiting.Count > 0) density = WaterDensity.Of(Assemble());
        foreach (var (column, entry, _) in waiting) PerKilogram(column, entry!);
        var order = source.Columns.Select((column, place) => (column.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return new Harmonised(Assemble(), [.. account.OrderBy(line => order[line.Column])], targets, warnings);
    }

    private VocabularyEntry? Find(NumberColumn column) =>
        vocabulary.Find(column.Name) ?? vocabulary.Find(Bracketed().Replace(column.Name, "").Trim()) ?? (column.Metadata.StandardName is { } name ? vocabulary.Find(name) : null);

    /// <summary>Renames and converts a column where density does not matter; false where it does.</summary>
    private bool Linear(NumberColumn column, VocabularyEntry entry)
    {
        if (PerMass(entry) is { } mass && UnitText.IsWritten(column.Metadata.Unit) && UnitConversion.Between(column.Metadata.Unit!, mass.Unit, mass) is { } conversion)
        {
            if (conversion.NeedsDensity) return false;
            entry = mass;
        }

        if (ConversionOf(column, entry, out var unit) is not { } linear)
        {
            warnings.Add($"{column.Name} keeps its name and unit: {unit}");
            return true;
        }

        if (linear.NeedsDensity) return false;
        if (!MayTake(column, entry)) return true;
        Replace(column, Build(column, entry, linear, null, null));
        return true;
    }

    /// <summary>Brings values per volume to values per mass in the rows of known density, and to those per volume in the others.</summary>
    private void PerKilogram(NumberColumn column, VocabularyEntry entry)
    {
        var mass = PerMass(entry) ?? entry;
        var conversion = UnitConversion.Between(column.Metadata.Unit!, mass.Unit, mass)!;
        var rows = density!;
        if (options.Density is { } stated)
        {
            var assumed = 0;
            rows = (double[])rows.Clone();
            for (var row = 0; row < rows.Length; row++)
            {
                if (!double.IsNaN(rows[row]) || column.IsMissing(row)) continue;
                rows[row] = stated;
                assumed++;
            }

            if (assumed > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: a density of {stated} kg m-3 was assumed for {assumed} values without usable temperature and salinity"));
        }

        var (known, unknown) = (0, 0);
        for (var row = 0; row < rows.Length; row++)
        {
            if (column.IsMissing(row)) continue;
            if (double.IsNaN(rows[row])) unknown++;
            else known++;
        }

        var columns = new List<Column>();
        if (known > 0 && MayTake(column, mass)) columns.AddRange(Build(column, mass, conversion, rows, row => !double.IsNaN(rows[row])));
        if (columns.Count == 0 || unknown > 0)
        {
            Func<int, bool>? rest = columns.Count == 0 ? null : row => double.IsNaN(rows[row]);
            var why = columns.Count == 0 && known > 0 ? "" : $"{unknown} of {known + unknown} values are in rows without usable temperature and salinity";
            if (PerVolumeOf(mass) is { } volume && UnitConversion.Between(column.Metadata.Unit!, volume.Unit, volume) is { NeedsDensity: false } linear && MayTake(column, volume))
            {
                columns.AddRange(Build(column, volume, linear, null, rest));
                if (why.Length > 0) warnings.Add($"{column.Name}: {why}, and stay per volume of water in {volume.Name}; --density states one for them");
            }
            else
            {
                columns.AddRange(source.Columns.Where(other => other == column || Companions.Ending(other.Name, column.Name) is not null).Select(other => Only(other, rest)));
                if (why.Length > 0) warnings.Add($"{column.Name}: {why}, and keep this name and unit; --density states one for them");
            }
        }

        Replace(column, columns);
    }

    private UnitConversion? ConversionOf(NumberColumn column, VocabularyEntry entry, out string reason)
    {
        reason = "";
        var unit = column.Metadata.Unit;
        if (UnitText.IsWritten(unit))
        {
            if (UnitConversion.Between(unit!, entry.Unit, entry, out reason) is { } conversion)
            {
                Doubt(column, entry, conversion);
                return conversion;
            }

            if (!UnitText.IsSame(unit, "1")) return null;
        }

        // Nothing written, or "1" for what has a unit: the values must speak for it.
        var (values, inside) = Inside(column, entry, UnitConversion.Identity);
        if (values > 0 && inside < 0.95 * values)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"no unit is written, and {values - inside} of {values} values lie outside {entry.Minimum}..{entry.Maximum} {entry.Unit} of {entry.Name}");
            return null;
        }

        if (values > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: no unit is written; taken for {entry.Unit}, since {inside} of {values} values lie within {entry.Minimum}..{entry.Maximum}"));
        return UnitConversion.Identity;
    }

    // A unit that is written wrong, or a column of mixed units, shows in the range.
    private void Doubt(NumberColumn column, VocabularyEntry entry, UnitConversion conversion)
    {
        if (conversion.NeedsDensity) return;
        var (values, inside) = Inside(column, entry, conversion);
        if (values > 0 && inside < 0.5 * values)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: {values - inside} of {values} values in {column.Metadata.Unit} lie outside {entry.Minimum}..{entry.Maximum} {entry.Unit}; is the unit right?"));
    }

    private static (int Values, int Inside) Inside(NumberColumn column, VocabularyEntry entry, UnitConversion conversion)
    {
        var (values, inside) = (0, 0);
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value)) continue;
            values++;
            var converted = conversion.Convert(value);
            if (converted >= entry.Minimum && converted <= entry.Maximum) inside++;
        }

        return (values, inside);
    }

    private bool MayTake(NumberColumn column, VocabularyEntry entry)
    {
        if (column.Name == entry.Name || taken.Add(entry.Name)) return true;
        if (source.Has(entry.Name) || account.Exists(line => line.Target == entry.Name))
            warnings.Add($"{column.Name} keeps its name and unit: {(account.Find(line => line.Target == entry.Name)?.Column ?? entry.Name)} is {entry.Name} already");
        return false;
    }

    /// <summary>A variable and its companions under the canonical name; the rows not wanted are missing.</summary>
    private List<Column> Build(NumberColumn column, VocabularyEntry entry, UnitConversion conversion, double[]? rows, Func<int, bool>? wanted)
    {
        var columns = new List<Column>();
        var isSame = conversion.IsIdentity && wanted is null;
        var unit = isSame && column.Name == entry.Name && column.Metadata.Unit == entry.Unit;
        var kind = column.Kind == NumberKind.Int64 && !conversion.IsIdentity ? NumberKind.Float64 : column.Kind;
        var values = isSame ? column.Values : Convert(column.Values, (value, water) => conversion.Convert(value, water), rows, wanted);
        var metadata = unit
            ? column.Metadata
            : column.Metadata with { Unit = entry.Unit, StandardName = entry.StandardName ?? column.Metadata.StandardName, Source = SourceOf(column, entry, conversion) };
        columns.Add(new NumberColumn(entry.Name, values, metadata, kind));
        foreach (var other in source.Columns)
        {
            if (Companions.Ending(other.Name, column.Name) is not { } ending) continue;
            var name = entry.Name + ending;
            if (name != other.Name && !taken.Add(name)) name = other.Name;
            columns.Add(other is NumberColumn spread && ending == "_sigma"
                ? new NumberColumn(name, isSame ? spread.Values : Convert(spread.Values, conversion.ConvertSpread, rows, wanted), spread.Metadata with { Unit = entry.Unit }, kind)
                : Only(other, wanted).With(name));
        }

        if (column.Name != entry.Name || !conversion.IsIdentity)
        {
            var method = conversion.IsIdentity ? "" : conversion.Arithmetic + (conversion.NeedsDensity ? $", {WaterDensity.Method}" : "") + (conversion.Basis is { } basis ? $"; {basis}" : "");
            account.Add(new HarmonisedColumn(column.Name, column.Metadata.Unit, entry.Name, entry.Unit, method, values.Count(value => !double.IsNaN(value))));
        }

        return columns;
    }

    private static double[] Convert(double[] values, Func<double, double, double> convert, double[]? rows, Func<int, bool>? wanted)
    {
        var converted = new double[values.Length];
        for (var row = 0; row < converted.Length; row++) converted[row] = wanted is null || wanted(row) ? convert(values[row], rows is null ? double.NaN : rows[row]) : double.NaN;
        return converted;
    }

    private static Column Only(Column column, Func<int, bool>? wanted)
    {
        if (wanted is null) return column;
        var rows = new int[column.Length];
        for (var row = 0; row < rows.Length; row++) rows[row] = wanted(row) ? row : column.Length;
        return column.Append(column.Missing(1)).Take(rows);
    }

    // The name and the unit in the file travel with the values.
    private static string? SourceOf(NumberColumn column, VocabularyEntry entry, UnitConversion conversion)
    {
        var known = column.Metadata.Source;
        if (column.Name == entry.Name && conversion.IsIdentity) return known;
        var was = $"{column.Name} in {column.Metadata.Unit ?? "no unit"}";
        return known is null ? was : $"{known}; {was}";
    }

    private void Replace(NumberColumn column, List<Column> columns)
    {
        replaced[column.Name] = columns;
        var names = columns.Select(part => part.Name).ToList();
        names.RemoveAll(name => Companions.IsCompanion(name, names.Contains));
        if (names is not [var only] || only != column.Name) targets[column.Name] = names;
    }

    private Table Assemble()
    {
        var owner = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in replaced.Keys)
        {
            foreach (var other in source.Names.Where(other => Companions.Ending(other, name) is not null)) owner[other] = name;
        }

        var columns = new List<Column>(source.Columns.Count);
        foreach (var column in source.Columns)
        {
            if (owner.ContainsKey(column.Name)) continue;
            if (replaced.TryGetValue(column.Name, out var parts)) columns.AddRange(parts);
            else columns.Add(column);
        }

        return new Table(columns, source.Metadata);
    }

    /// <summary>The variable per mass of water that a variable is or has as its twin: oxygen for oxygen_concentration and oxygen_volume.</summary>
    private VocabularyEntry? PerMass(VocabularyEntry entry)
    {
        var end = entry.Name.LastIndexOf('_');
        var mass = end > 0 && entry.Name[end..] is PerVolume or "_volume" ? Entry(entry.Name[..end]) : entry;
        return mass is not null && Unit.Parse(mass.Unit) is { Dimensions: "kg-1 mol1" } ? mass : null;
    }

    private VocabularyEntry? PerVolumeOf(VocabularyEntry mass) => Entry(mass.Name + PerVolume);

    private VocabularyEntry? Entry(string name) => vocabulary.Find(name) is { } entry && entry.Name == name ? entry : null;

    private HashSet<string> Spectra() =>
        [.. source.Columns.OfType<NumberColumn>()
            .Select(column => (column.Name, Match: Wavelength().Match(column.Name)))
            .Where(pair => pair.Match.Success && Entry(pair.Name) is null)
            .GroupBy(pair => (pair.Match.Groups[1].Value, pair.Match.Groups[3].Value))
            .Where(group => group.Count() >= 3)
            .SelectMany(group => group.Select(pair => pair.Name))];

    [GeneratedRegex(@"^(.*?\D)((?:[3-9]\d\d|1[01]\d\d)(?:\.\d+)?)(\D*)$")]
    private static partial Regex Wavelength();

    [GeneratedRegex(@"\s*[\[(][^\[\]()]*[\])]\s*$")]
    private static partial Regex Bracketed();
}
