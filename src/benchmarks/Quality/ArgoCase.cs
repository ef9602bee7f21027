using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Benchmarks;

/// <summary>Argo's tests in real time over many profiles, from a table to a table with flags.</summary>
internal static class ArgoCase
{
    private const int LevelsPerProfile = 1000;
    private const int ProfilesPerPlatform = 200;

    /// <summary>Measures in processes of their own.</summary>
    public static void Run(int repeats, int levels)
    {
        var all = Enumerable.Range(0, repeats).Select(_ => Measured.Of(Environment.ProcessPath!, "measure", "argo", levels.ToString(CultureInfo.InvariantCulture))).OrderBy(measured => measured.Processor).ToArray();
        var median = all[all.Length / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Argo's tests over {levels:N0} levels of pressure, temperature and salinity: {median.Answer}\n  oceanml, one thread: {median.Wall:0.0} s wall, {median.Processor:0.0} s CPU, {median.PeakMegabytes:0} MB; {levels / median.Processor * 60 / 1e6:0} million levels per minute of processor"));
    }

    /// <summary>Tests a table and prints how many values failed and what it took.</summary>
    public static void Measure(int levels)
    {
        var table = Table(levels);
        var plan = QualityPlan.Select([PlanFile.Read("argo")], ["default"], new TestResources { Until = Timestamp.Parse("2026-01-01T00:00:00Z") });
        var vocabulary = VocabularyFile.Load();
        QualityResult? result = null;
        var measured = Measured.Time(() => result = QualityControl.Run(table, new QualityOptions(plan.Tests, vocabulary, Axis: plan.Axis)));
        Console.WriteLine("= " + string.Join(", ", result!.Report.ByTest().Select(found => $"{found.Test} {found.Values} of {found.Variable}")));
        measured.Print();
    }

    // Water of a thermocline with noise; one level in ten thousand carries a spike.
    private static Table Table(int levels)
    {
        var random = new Random(4);
        var (platform, profile) = (new string?[levels], new string?[levels]);
        var time = new long[levels];
        double[] latitude = new double[levels], longitude = new double[levels], pressure = new double[levels], temperature = new double[levels], salinity = new double[levels];
        var (name, cycle) = ("", "");
        for (var row = 0; row < levels; row++)
        {
            var (number, level) = (row / LevelsPerProfile, row % LevelsPerProfile);
            if (level == 0)
            {
                if (number % ProfilesPerPlatform == 0) name = string.Create(CultureInfo.InvariantCulture, $"69{number / ProfilesPerPlatform:00000}");
                cycle = string.Create(CultureInfo.InvariantCulture, $"{name}_{(number % ProfilesPerPlatform) + 1:000}");
            }

            (platform[row], profile[row]) = (name, cycle);
            time[row] = 1_577_836_800_000_000 + (number % ProfilesPerPlatform * 864_000_000_000);
            (latitude[row], longitude[row]) = (-40 + (number / ProfilesPerPlatform), -30 + (0.05 * (number % ProfilesPerPlatform)));
            pressure[row] = (2 * level) + 1.5 + (0.2 * random.NextDouble());
            temperature[row] = 3 + (17 * Math.Exp(-pressure[row] / 400)) + (0.002 * random.NextDouble());
            salinity[row] = 34.9 + (1.1 * Math.Exp(-pressure[row] / 500)) + (0.0005 * random.NextDouble());
            if (random.Next(10_000) == 0) temperature[row] += 8;
            if (random.Next(10_000) == 0) salinity[row] -= 2;
        }

        return new Table(
            [
                new TextColumn("platform", platform), new TextColumn("profile", profile), new TimeColumn("time", time), new NumberColumn("latitude", latitude),
                new NumberColumn("longitude", longitude), new NumberColumn("pressure", pressure), new NumberColumn("temperature", temperature), new NumberColumn("salinity", salinity),
            ]);
    }
}
