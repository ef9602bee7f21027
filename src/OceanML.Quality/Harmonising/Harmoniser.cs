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
    private const string VolumeEnding = "_concentration";
    private static readonly double[] Fills = [-99, -99.9, -99.99, -999, -9999, -99999, -999.9, -999.99, 99, 99.99, 999, 9999, 99999, 999999];
    private static readonly string[] Untouched = ["latitude", "longitude", "time", "platform", "profile"];

    private readonly Table source;
    private readonly Vocabulary vocabulary;
    private readonly HarmonisingOptions options;
    private readonly HashSet<string> taken;
    private readonly List<HarmonisedColumn> account = [];
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, IReadOnlyList<Column>> replaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> units = new(StringComparer.Ordinal);
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
            .Select((column, place) => (Column: column, Goal: Find(column), Place: place))
            .Where(known => known.Goal is not null && !Untouched.Contains(known.Goal.Entry.Name))
            .Select(known => (known.Column, Goal: known.Goal!, known.Place))
            .OrderBy(known => known.Column.Name == known.Goal.Name ? 0 : vocabulary.Find(known.Column.Name) is not null ? 1 : 2).ThenBy(known => known.Place)
            .ToList();

        // Density rests on temperature and salinity, so what needs it comes last.
        var waiting = columns.Where(known => !Linear(known.Column, known.Goal)).ToList();
        if (waiting.Count > 0) density = WaterDensity.Of(Assemble());
        foreach (var (column, goal, _) in waiting) PerKilogram(column, goal);
        var order = source.Columns.Select((column, place) => (column.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return new Harmonised(Assemble(), [.. account.OrderBy(line => order[line.Column])], targets, warnings);
    }

    private Goal? Find(NumberColumn column)
    {
        var byStandard = column.Metadata.StandardName is { } name && vocabulary.Find(name) is { } standard ? new Goal(standard) : null;
        if (vocabulary.FindColumn(column.Name) is { } named)
        {
            if (named.Name == "pressure" && AirPressure.Is(column) && Entry("air_pressure") is { } air)
            {
                warnings.Add($"{column.Name}: its values in {column.Metadata.Unit} are those of air, not of water; it is air_pressure");
                return new Goal(air);
            }

            // One name stands for different things in different sources (ATMP is a pressure here and a temperature there): the unit decides.
            var misleads = byStandard is not null && UnitText.IsWritten(column.Metadata.Unit)
                && UnitConversion.Between(column.Metadata.Unit!, named.Unit, named) is null && UnitConversion.Between(column.Metadata.Unit!, byStandard.Entry.Unit, byStandard.Entry) is not null;
            return misleads ? byStandard : new Goal(named);
        }

        // A second sensor of the same: temperature_2, and oxygen2 in Argo.
        if (Numbered().Match(column.Name) is { Success: true } match && Entry(match.Groups[1].Value) is { } first) return new Goal(first, match.Groups[2].Value);
        return byStandard;
    }

    /// <summary>Renames and converts a column where density does not matter; false where it does.</summary>
    private bool Linear(NumberColumn column, Goal goal)
    {
        if (UnitOf(column, goal.Entry, out var reason) is not { } unit)
        {
            warnings.Add($"{column.Name} keeps its name and unit: {reason}");
            return true;
        }

        units[column.Name] = unit;
        if (PerMass(goal) is { } mass && UnitConversion.Between(unit, mass.Entry.Unit, mass.Entry) is { } conversion)
        {
            if (conversion.NeedsDensity) return false;
            goal = mass;
        }

        return Alone(column, goal);
    }

    /// <summary>Gives a column the name and unit of an entry, or leaves it as it is with the reason; false where density matters.</summary>
    private bool Alone(NumberColumn column, Goal goal)
    {
        if (UnitConversion.Between(units[column.Name], goal.Entry.Unit, goal.Entry, out var reason) is not { } conversion)
        {
            warnings.Add($"{column.Name} keeps its name and unit: {reason}");
            return true;
        }

        if (conversion.NeedsDensity) return false;
        Doubt(column, goal.Entry, conversion);
        if (MayTake(column, goal)) Replace(column, Build(column, goal, conversion, null, null));
        return true;
    }

    /// <summary>Brings values per volume to values per mass in the rows of known density, and to those per volume in the others.</summary>
    private void PerKilogram(NumberColumn column, Goal goal)
    {
        var mass = PerMass(goal) ?? goal;
        var conversion = UnitConversion.Between(units[column.Name], mass.Entry.Unit, mass.Entry)!;
        var rows = Densities(column);
        var (known, unknown) = (0, 0);
        for (var row = 0; row < rows.Length; row++)
        {
            if (column.IsMissing(row)) continue;
            if (double.IsNaN(rows[row])) unknown++;
            else known++;
        }

        // Another column is that variable already: this one stays what it is.
        if (known > 0 && !MayTake(column, mass))
        {
            if (goal != mass) Alone(column, goal);
            return;
        }

        var columns = known == 0 ? [] : Build(column, mass, conversion, rows, row => !double.IsNaN(rows[row]));
        if (unknown > 0 || known == 0)
        {
            Func<int, bool>? rest = known == 0 ? null : row => double.IsNaN(rows[row]);
            var why = $"{column.Name}: {unknown} of {known + unknown} values are in rows without usable temperature and salinity, and";
            if (PerVolume(mass) is { } volume && UnitConversion.Between(units[column.Name], volume.Entry.Unit, volume.Entry) is { NeedsDensity: false } linear && MayTake(column, volume))
            {
                columns.AddRange(Build(column, volume, linear, null, rest));
                if (unknown > 0) warnings.Add($"{why} stay per volume of water in {volume.Name}; --density states one for them");
            }
            else
            {
                columns.AddRange(source.Columns.Where(other => other == column || Companions.Ending(other.Name, column.Name) is not null).Select(other => Only(other, rest)));
                if (unknown > 0) warnings.Add($"{why} keep this name and unit; --density states one for them");
            }
        }

        Replace(column, columns);
    }

    private double[] Densities(NumberColumn column)
    {
        if (options.Density is not { } stated) return density!;
        var (rows, assumed) = ((double[])density!.Clone(), 0);
        for (var row = 0; row < rows.Length; row++)
        {
            if (!double.IsNaN(rows[row]) || column.IsMissing(row)) continue;
            rows[row] = stated;
            assumed++;
        }

        if (assumed > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: a density of {stated} kg m-3 was assumed for {assumed} values without usable temperature and salinity"));
        return rows;
    }

    /// <summary>The unit of a column: the one written where it can be converted, or the canonical one where the values fit; null with the reason for neither.</summary>
    private string? UnitOf(NumberColumn column, VocabularyEntry entry, out string reason)
    {
        reason = "";
        var unit = column.Metadata.Unit;
        if (UnitText.IsWritten(unit) && (UnitConversion.Between(unit!, entry.Unit, entry, out reason) is not null || !UnitText.IsSame(unit, "1")))
            return reason.Length == 0 || PerMass(new Goal(entry)) is { } mass && UnitConversion.Between(unit!, mass.Entry.Unit, mass.Entry) is not null ? unit : null;

        // Nothing written, or "1" for what has a unit: the values must speak for it.
        var (values, inside) = Inside(column, entry, UnitConversion.Identity);
        if (values > 0 && inside < 0.95 * values)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"no unit is written, and {values - inside} of {values} values lie outside {entry.Minimum}..{entry.Maximum} {entry.Unit} of {entry.Name}{Mixed(column, entry)}");
            return null;
        }

        if (values > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: no unit is written; taken for {entry.Unit}, since {inside} of {values} values lie within {entry.Minimum}..{entry.Maximum}"));
        return entry.Unit;
    }

    // A unit that is written wrong, or a column of mixed units, shows in the range.
    private void Doubt(NumberColumn column, VocabularyEntry entry, UnitConversion conversion)
    {
        foreach (var fill in Fills)
        {
            var converted = conversion.Convert(fill);
            if (converted >= entry.Minimum && converted <= entry.Maximum) continue;
            var count = column.Values.Count(value => value == fill);
            if (count > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: {count} values are {fill}, which looks like a missing value; --missing {fill} reads it as one"));
        }

        if (!UnitText.IsWritten(column.Metadata.Unit)) return;
        var (values, inside) = Inside(column, entry, conversion);
        if (values > 0 && inside < 0.5 * values)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: {values - inside} of {values} values in {column.Metadata.Unit} lie outside {entry.Minimum}..{entry.Maximum} {entry.Unit}; is the unit right?"));
    }

    // Two groups of values 273.15 apart are kelvin and degrees Celsius in one column.
    private static string Mixed(NumberColumn column, VocabularyEntry entry)
    {
        if (!UnitText.IsSame(entry.Unit, "degree_Celsius")) return "";
        var (celsius, kelvin) = (0, 0);
        foreach (var value in column.Values)
        {
            if (value >= entry.Minimum && value <= entry.Maximum) celsius++;
            else if (value - 273.15 >= entry.Minimum && value - 273.15 <= entry.Maximum) kelvin++;
        }

        return kelvin == 0 ? ""
            : celsius == 0 ? "; they would be in K"
            : string.Create(CultureInfo.InvariantCulture, $"; {celsius} values look like degrees Celsius and {kelvin} like kelvin: the column mixes two units, write one");
    }

    // Values that look like marks of missing ones say nothing of the unit.
    private static (int Values, int Inside) Inside(NumberColumn column, VocabularyEntry entry, UnitConversion conversion)
    {
        var (values, inside, fills) = (0, 0, 0);
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value)) continue;
            values++;
            var converted = conversion.Convert(value);
            if (converted >= entry.Minimum && converted <= entry.Maximum) inside++;
            else if (Array.IndexOf(Fills, value) >= 0) fills++;
        }

        return inside > 0 ? (values - fills, inside) : (values, inside);
    }

    private bool MayTake(NumberColumn column, Goal goal)
    {
        if (column.Name == goal.Name || taken.Add(goal.Name)) return true;
        if (source.Has(goal.Name) || account.Exists(line => line.Target == goal.Name))
            warnings.Add($"{column.Name} is not {goal.Name}: {account.Find(line => line.Target == goal.Name)?.Column ?? goal.Name} is it already");
        return false;
    }

    /// <summary>A variable and its companions under the canonical name; the rows not wanted are missing.</summary>
    private List<Column> Build(NumberColumn column, Goal goal, UnitConversion conversion, double[]? rows, Func<int, bool>? wanted)
    {
        var (columns, entry) = (new List<Column>(), goal.Entry);
        var isSame = conversion.IsIdentity && wanted is null;
        var unit = isSame && column.Name == goal.Name && column.Metadata.Unit == entry.Unit;
        var kind = column.Kind == NumberKind.Int64 && !conversion.IsIdentity ? NumberKind.Float64 : column.Kind;
        var values = isSame ? column.Values : Convert(column.Values, (value, water) => conversion.Convert(value, water), rows, wanted);
        var metadata = unit
            ? column.Metadata
            : column.Metadata with { Unit = entry.Unit, StandardName = entry.StandardName ?? column.Metadata.StandardName, Source = SourceOf(column, goal, conversion) };
        columns.Add(new NumberColumn(goal.Name, values, metadata, kind));
        foreach (var other in source.Columns)
        {
            if (Companions.Ending(other.Name, column.Name) is not { } ending) continue;
            var name = goal.Name + ending;
            if (name != other.Name && !taken.Add(name)) name = other.Name;
            columns.Add(other is NumberColumn spread && ending == "_sigma"
                ? new NumberColumn(name, isSame ? spread.Values : Convert(spread.Values, conversion.ConvertSpread, rows, wanted), spread.Metadata with { Unit = entry.Unit }, kind)
                : Only(other, wanted).With(name));
        }

        if (column.Name != goal.Name || !conversion.IsIdentity)
        {
            var method = conversion.IsIdentity ? "" : conversion.Arithmetic + (conversion.NeedsDensity ? $", {WaterDensity.Method}" : "") + (conversion.Basis is { } basis ? $"; {basis}" : "");
            account.Add(new HarmonisedColumn(column.Name, column.Metadata.Unit, goal.Name, entry.Unit, method, values.Count(value => !double.IsNaN(value))));
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
    private string? SourceOf(NumberColumn column, Goal goal, UnitConversion conversion)
    {
        var known = column.Metadata.Source;
        if (column.Name == goal.Name && conversion.IsIdentity) return known;
        var was = $"{column.Name} in {column.Metadata.Unit ?? "no unit"}";
        if (conversion.NeedsDensity && options.Density is { } stated) was += string.Create(CultureInfo.InvariantCulture, $", over {stated} kg m-3 where temperature and salinity are not usable");
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

    /// <summary>The variable per mass of water that a variable is or has as its twin: oxygen for oxygen_concentration, oxygen_volume and oxygen_mass.</summary>
    private Goal? PerMass(Goal goal)
    {
        var end = goal.Entry.Name.LastIndexOf('_');
        var mass = end > 0 && goal.Entry.Name[end..] is VolumeEnding or "_volume" or "_mass" ? Entry(goal.Entry.Name[..end]) : goal.Entry;
        return mass is not null && Unit.Parse(mass.Unit) is { Dimensions: "kg-1 mol1" } ? goal with { Entry = mass } : null;
    }

    private Goal? PerVolume(Goal mass) => Entry(mass.Entry.Name + VolumeEnding) is { } volume ? mass with { Entry = volume } : null;

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

    /// <summary>What a column is to become: an entry of the vocabulary, and what tells a second sensor from the first.</summary>
    private sealed record Goal(VocabularyEntry Entry, string Suffix = "")
    {
        public string Name => Entry.Name + Suffix;
    }

    [GeneratedRegex(@"^(.*[^_\d])(_?[2-9])$")]
    private static partial Regex Numbered();
}
