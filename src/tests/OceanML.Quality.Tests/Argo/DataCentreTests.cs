using System.Globalization;
using System.Text;
using OceanML.Formats.NetCdf;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>
/// Agreement with the flags of the data centres over every shared Argo file. The table of the tool's README is written here and checked: run with
/// OCEANML_WRITE=1 after a change and look at the difference.
/// </summary>
public sealed class DataCentreTests
{
    private const string Begin = "<!-- agreement: written by OceanML.Quality.Tests, DataCentreTests -->";
    private const string End = "<!-- end of agreement -->";

    private static readonly string[] Selection = ["all", "bbp", "no-pressure-increasing", "no-temperature-gradient", "no-frozen-profile", "no-sensor-drift"];

    private static readonly Lazy<DataCentreFlags> Flags = new(() => Of(Selection));

    [Fact]
    public void Every_difference_from_the_data_centres_is_explained()
    {
        AssertExplained(Flags.Value.CentreAlone, DifferenceReason.OfCentre);
        AssertExplained(Flags.Value.OursAlone, DifferenceReason.Ours);
    }

    [Fact]
    public void Tests_of_near_surface_range_region_and_spikes_agree_value_by_value()
    {
        foreach (var test in new[] { "near-surface-salinity", "near-surface-air", "global-range", "regional-range", "spike", "backscatter-missing" })
        {
            var found = Flags.Value.ByTest.Where(pair => pair.Key.Test == test).ToList();
            Assert.NotEmpty(found);
            Assert.All(found, pair => Assert.Equal(0, pair.Value.Ours));
        }
    }

    [Fact]
    public void The_table_of_the_readme_is_what_was_measured()
    {
        var path = Path.Combine(SharedData.Repository, "tools", "oceanml_qc", "README.md");
        var readme = File.ReadAllText(path);
        var (from, to) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, "the README has lost its place for the table");
        var written = readme[..(from + Begin.Length)] + "\n" + Tables() + readme[to..];
        if (Environment.GetEnvironmentVariable("OCEANML_WRITE") == "1") File.WriteAllText(path, written);
        else Assert.Equal(readme, written);
    }

    // R6903247_010 was made by the chain before the revision of 2024: HISTORY_QCTEST says that test 8 failed in three of its six schemes.
    [Theory]
    [InlineData(2, 35, 0)]
    [InlineData(3, 407, 0)]
    [InlineData(4, 10, 0)]
    public void A_reversal_of_zero_gives_the_pressure_flags_of_files_made_before_2024(int scheme, int both, int differing)
    {
        using var file = NetCdfFile.Open(SharedData.Path("data/argo/coriolis_6903247/R6903247_010.nc"));
        var levels = (int)file["PRES"].Dimensions[1].Length;
        var pressures = file["PRES"].ReadDoubles(NetCdfDecoding.Measured).AsSpan(scheme * levels, levels).ToArray();
        var centre = file["PRES_QC"].ReadCharacters().Substring(scheme * levels, levels);
        var present = Enumerable.Range(0, levels).Where(level => !double.IsNaN(pressures[level])).ToList();
        if (pressures[present[^1]] < pressures[present[0]]) present.Reverse();
        var variable = Profiles.Variable("pressure", [.. present.Select(level => pressures[level])]);
        Profiles.Test("{test: pressure-reversal, reversal: 0}").Run(Profiles.Of(variable));
        Assert.Equal(both, present.Select((level, i) => centre[level] == '4' && variable.Flags[i] == '4').Count(isBoth => isBoth));
        Assert.Equal(differing, present.Select((level, i) => (centre[level] == '4') != (variable.Flags[i] == '4')).Count(differs => differs));
    }

    private static DataCentreFlags Of(IReadOnlyCollection<string> selection) =>
        DataCentreFlags.Of(SharedData.Path("data/argo"), SharedData.Path("data/argo/index/ar_greylist.txt"), selection);

    private static void AssertExplained(IReadOnlyList<FlagDifference> differences, IReadOnlyList<DifferenceReason> reasons)
    {
        Assert.Empty(differences.Where(value => Reason(reasons, value) is null).DistinctBy(value => (value.File, value.Variable, value.Test, value.Cycle)).Take(5));
        Assert.All(differences.CountBy(value => Reason(reasons, value)!), pair => Assert.InRange(pair.Value, 1, pair.Key.Most));
    }

    private static DifferenceReason? Reason(IReadOnlyList<DifferenceReason> reasons, FlagDifference value) => reasons.FirstOrDefault(reason => reason.Explains(value));

    private static string Tables()
    {
        var (flags, planned) = (Flags.Value, Of(["default"]));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{flags.Values} values were compared; {flags.Agreed} ({100.0 * flags.Agreed / flags.Values:0.0} %) are called usable by both or by neither");
        text.Append(CultureInfo.InvariantCulture, $" (with the default plan, `argo` without its optional tests and without `bbp`, {100.0 * planned.Agreed / planned.Values:0.0} % of {planned.Values}).\n");
        var drifted = flags.CentreAlone.Count(value => value is { File: "3902131_Sprof", Variable: "salinity", Cycle: >= 94 });
        text.Append(CultureInfo.InvariantCulture, $"Without the {drifted} salinities of float 3902131 that an expert condemned in delayed mode it is {100.0 * flags.Agreed / (flags.Values - drifted):0.0} %.\n\n");
        text.Append("| variable | flagged by both | by us alone | by the centre alone | by neither | of those by both: 3 by the centre, 4 by us | 4 by the centre, 3 by us |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (var (variable, n) in flags.ByVariable)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {variable} | {n[1, 1] + n[1, 2] + n[2, 1] + n[2, 2]} | {n[0, 1] + n[0, 2]} | {n[1, 0] + n[2, 0]} | {n[0, 0]} | {n[1, 2]} | {n[2, 1]} |\n");
        }

        text.Append("\n| test | variable | flagged by both | by us alone | why |\n|---|---|---:|---:|---|\n");
        foreach (var ((test, variable), (both, ours)) in flags.ByTest)
        {
            var why = flags.OursAlone.Where(value => value.Test == test && value.Variable == variable).Select(value => Reason(DifferenceReason.Ours, value)?.Why).Distinct();
            text.Append(CultureInfo.InvariantCulture, $"| {test} | {variable} | {both} | {ours} | {string.Join("; ", why)} |\n");
        }

        text.Append("\n| file | variable | flagged by the centre alone | why |\n|---|---|---:|---|\n");
        foreach (var group in flags.CentreAlone.GroupBy(value => (Reason: Reason(DifferenceReason.OfCentre, value), value.Variable)))
        {
            var files = group.Select(value => value.File).Distinct().ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {(files.Count == 1 ? files[0] : group.Key.Reason is { File.Length: > 0 } reason ? reason.File + "*" : "several")} | {group.Key.Variable} | {group.Count()} | {group.Key.Reason?.Why} |\n");
        }

        return text.ToString();
    }
}
