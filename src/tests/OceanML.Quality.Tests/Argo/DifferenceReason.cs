namespace OceanML.Tests.Quality;

/// <summary>Why a data centre and our tests differ on some values.</summary>
/// <param name="File">Beginning of the names of the files; empty for any.</param>
/// <param name="Variable">Canonical name; empty for any.</param>
/// <param name="Test">Our test that fired; empty where the centre alone flags.</param>
/// <param name="Most">Number of values that it explains at most: more of them are a regression.</param>
/// <param name="Why">The reason, as the README has it.</param>
/// <param name="Holds">What a value must be for the reason to explain it.</param>
internal sealed record DifferenceReason(string File, string Variable, string Test, int Most, string Why, Func<FlagDifference, bool> Holds)
{
    private const string Lost = "near-surface scheme, which a synthetic profile no longer names";

    /// <summary>Why a centre flagged what no test of ours does.</summary>
    public static IReadOnlyList<DifferenceReason> OfCentre { get; } =
    [
        new("", "chlorophyll", "", 2001, "raw chlorophyll is 3 by test 63; the plan has 2, so that it can be matched with ocean colour", value => value is { Centre: '3', Ours: '2', Mode: "R" or "A" }),
        new("D6901494_352", "chlorophyll", "", 174, "all of the raw values, whose adjusted ones are in delayed mode", value => value.Centre == '4'),
        new("R6903247_010", "chlorophyll", "", 10, "single levels, probably by a test of negative spikes, which is not run here", value => value.Centre == '4'),
        new("SR6903247_", "chlorophyll", "", 61, "single levels, probably by a test of negative spikes, which is not run here", value => value.Centre == '4'),
        new("13857_prof", "temperature", "", 7, "seven neighbouring levels round 900 dbar of the last profile; no test of the manual does that: an operator's", value => value is { Cycle: 140, Pressure: > 870 }),
        new("3902131_Sprof", "salinity", "", 40356, "the sensor drifted: whole profiles flagged in delayed mode, from cycle 94 on", value => value.Cycle >= 94),
        new("3902131_Sprof", "salinity", "", 273, "parts of the profiles 21, 29 and 91, flagged with 4 in delayed mode", value => value is { Centre: '4', Cycle: 21 or 29 or 91 }),
        new("3902131_Sprof", "salinity", "", 576, "above 11 dbar: " + Lost, value => value.Pressure < 11),
        new("3902131_Sprof", "temperature", "", 588, "above 2.1 dbar: near-surface scheme (tests 21, 22), which a synthetic profile no longer names", value => value.Pressure < 2.1),
        new("4902481_", "salinity", "", 16, "eight levels of the first profile, temperature too; HISTORY_QCTEST names no test that failed", value => value.Cycle == 1),
        new("4902481_", "temperature", "", 1238, "six whole profiles with flag 3 and salinity 1; no test of the manual does that: an operator's", value => value.Centre == '3' || value.Cycle == 1),
        new("D6901494_352", "cdom", "", 177, "grey list of 2020 (HISTORY_QCTEST: test 15); the float has left the list", value => value.Cycle == 352),
        new("R5904179_001", "bbp700", "", 69, "the whole profile, by default: HISTORY_QCTEST names no test of backscattering", value => value.Cycle == 1),
        new("SD5903586_001", "bbp700", "", 60, "the whole profile, by default", value => value.Cycle == 1),
        new("SD3902131_010", "", "", 10, "above 2.7 dbar: " + Lost, value => value.Pressure < 2.71),
        new("SR6903247_", "", "", 157, "above 2.6 dbar: " + Lost, value => value.Pressure < 2.6),
    ];

    /// <summary>Why we flag what a centre does not.</summary>
    public static IReadOnlyList<DifferenceReason> Ours { get; } =
    [
        new("3902131_Sprof", "temperature", "density-inversion", 858, "the test names both variables; the delayed-mode operator blamed the drifted salinity and gave temperature its flag back", value => value.Cycle is 21 or 29 or >= 90),
        new("3902131_Sprof", "salinity", "density-inversion", 1, "one level at the edge of a drifted part, merged from two sampling schemes", _ => true),
        new("3902131_Sprof", "salinity", "dependence", 1, "the same level: its temperature failed", _ => true),
        new("3902131_Sprof", "temperature", "medd", 3, "as for the density inversion: the operator blamed salinity", value => value.Cycle >= 94),
        new("3902131_Sprof", "temperature", "deep-float", 3, "three of these levels below 2000 dbar; the flag 3 or 4 is not of this test, which gives temperature a 2", value => value.Pressure > 2000),
        new("R3901602_163", "salinity", "grey-list", 76, "listed on 2021-03-01, after the file was written on 2021-02-27", value => value.Ours == '3'),
        new("4902481_Sprof", "oxygen", "unadjusted-sensor", 3433, "MEDS left raw oxygen at 1", value => value is { Centre: '1', Ours: '3' }),
        new("R4902481_", "oxygen", "unadjusted-sensor", 308, "MEDS left raw oxygen at 1", value => value is { Centre: '1', Ours: '3' }),
    ];

    /// <summary>Whether the reason explains a value.</summary>
    public bool Explains(FlagDifference value) =>
        value.File.StartsWith(File, StringComparison.Ordinal) && (Variable.Length == 0 || Variable == value.Variable) && Test == value.Test && Holds(value);
}
