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

    // Why a centre flagged what no test of ours does; file (beginning), variable, reason.
    private static readonly (string File, string Variable, string Why)[] CentreReasons =
    [
        ("13857_prof", "temperature", "top seven levels of the last profile; no test of the manual does that: an operator's"),
        ("3902131_Sprof", "salinity", "the sensor drifted: flagged in delayed mode from a cycle on; and the near-surface scheme, which a synthetic profile no longer names"),
        ("3902131_Sprof", "temperature", "above 2.1 dbar: near-surface scheme (tests 21, 22), which a synthetic profile no longer names"),
        ("4902481_", "salinity", "eight levels of the first profile, temperature too; HISTORY_QCTEST names no test that failed"),
        ("4902481_", "temperature", "six whole profiles with flag 3 and salinity 1; no test of the manual does that: an operator's"),
        ("D6901494_352", "cdom", "grey list of 2020 (HISTORY_QCTEST: test 15); the float has left the list"),
        ("R5904179_001", "bbp700", "the whole profile, by default: HISTORY_QCTEST names no test of backscattering"),
        ("SD5903586_001", "bbp700", "the whole profile, by default"),
        ("SD3902131_010", "", "above 2.7 dbar: near-surface scheme, which a synthetic profile no longer names"),
        ("SR6903247_", "", "above 2.6 dbar: near-surface scheme, which a synthetic profile no longer names"),
    ];

    // Why we flag what a centre does not.
    private static readonly (string File, string Variable, string Test, string Why)[] OurReasons =
    [
        ("3902131_Sprof", "temperature", "density-inversion", "the test names both variables; the delayed-mode operator blamed the drifted salinity and gave temperature its flag back"),
        ("3902131_Sprof", "salinity", "density-inversion", "one level at the edge of a drifted part, merged from two sampling schemes"),
        ("3902131_Sprof", "salinity", "dependence", "the same level: its temperature failed"),
        ("3902131_Sprof", "temperature", "medd", "as for the density inversion: the operator blamed salinity"),
        ("3902131_Sprof", "temperature", "deep-float", "three of these levels below 2000 dbar; the flag 3 or 4 is not of this test, which gives temperature a 2"),
        ("R3901602_163", "salinity", "grey-list", "listed on 2021-03-01, after the file was written on 2021-02-27"),
        ("4902481_Sprof", "oxygen", "unadjusted-sensor", "MEDS left raw oxygen at 1"),
        ("R4902481_", "oxygen", "unadjusted-sensor", "MEDS left raw oxygen at 1"),
    ];

    private static readonly Lazy<DataCentreFlags> Flags =
        new(() => DataCentreFlags.Of(SharedData.Path("data/argo"), SharedData.Path("data/argo/index/ar_greylist.txt")));

    [Fact]
    public void Every_difference_from_the_data_centres_is_explained()
    {
        Assert.All(Flags.Value.CentreAlone.Keys, key => Assert.NotNull(WhyCentre(key.File, key.Variable)));
        Assert.All(Flags.Value.OursAlone.Keys, key => Assert.NotNull(WhyOurs(key.File, key.Variable, key.Test)));
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

    private static string Tables()
    {
        var flags = Flags.Value;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{flags.Values} values were compared; {flags.Agreed} ({100.0 * flags.Agreed / flags.Values:0.0} %) are called usable by both or by neither.\n");
        var drifted = flags.CentreAlone[("3902131_Sprof", "salinity")];
        text.Append(CultureInfo.InvariantCulture, $"Without the {drifted} salinities of float 3902131 that an expert condemned in delayed mode it is {100.0 * flags.Agreed / (flags.Values - drifted):0.0} %.\n\n");
        text.Append("| test | variable | flagged by both | by us alone | why |\n|---|---|---:|---:|---|\n");
        foreach (var ((test, variable), (both, ours)) in flags.ByTest)
        {
            var why = flags.OursAlone.Keys.Where(key => key.Test == test && key.Variable == variable).Select(key => WhyOurs(key.File, variable, test)).Distinct();
            text.Append(CultureInfo.InvariantCulture, $"| {test} | {variable} | {both} | {ours} | {string.Join("; ", why)} |\n");
        }

        text.Append("\n| file | variable | flagged by the centre alone | why |\n|---|---|---:|---|\n");
        foreach (var group in flags.CentreAlone.GroupBy(pair => (File: Prefix(pair.Key.File, pair.Key.Variable), pair.Key.Variable)))
        {
            var first = group.First().Key;
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.File} | {group.Key.Variable} | {group.Sum(pair => pair.Value)} | {WhyCentre(first.File, first.Variable)} |\n");
        }

        return text.ToString();
    }

    private static string Prefix(string file, string variable) =>
        CentreReasons.First(reason => IsFor(reason.File, reason.Variable, file, variable)).File is var name && name.EndsWith('_') ? name + "*" : file;

    private static string? WhyCentre(string file, string variable) =>
        CentreReasons.Where(reason => IsFor(reason.File, reason.Variable, file, variable)).Select(reason => reason.Why).FirstOrDefault();

    private static string? WhyOurs(string file, string variable, string test) =>
        OurReasons.Where(reason => reason.Test == test && IsFor(reason.File, reason.Variable, file, variable)).Select(reason => reason.Why).FirstOrDefault();

    private static bool IsFor(string reasonFile, string reasonVariable, string file, string variable) =>
        file.StartsWith(reasonFile, StringComparison.Ordinal) && (reasonVariable.Length == 0 || reasonVariable == variable);
}
