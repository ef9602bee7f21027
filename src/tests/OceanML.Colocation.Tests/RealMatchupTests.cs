using System.Diagnostics;
using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>BGC-Argo profiles with three daily PACE OCI chlorophyll fields: the real files, where they are at hand.</summary>
public sealed class RealMatchupTests
{
    private const string Folder = "data/ocean_colour/pace_oci";

    [Fact]
    public void Every_box_is_what_numpy_and_netCDF4_read_at_the_same_place()
    {
        var matchups = Match();
        var folder = Directory.CreateTempSubdirectory("oceanml");
        try
        {
            var table = Path.Combine(folder.FullName, "matchups.csv");
            TableFile.Write(table, matchups.Matchups.Select("latitude", "longitude", "field_file", "pixel_row", "pixel_column", "chlor_a", "chlor_a_median", "chlor_a_sd", "chlor_a_n", "chlor_a_centre"));
            var script = Path.Combine(SharedData.Repository, "src/tests/OceanML.Colocation.Tests/oracle/boxes.py");
            var said = Python(script, table, SharedData.Path(Folder), "chlor_a", "3").Split(' ');
            Assert.Equal(matchups.Matchups.RowCount, int.Parse(said[0], CultureInfo.InvariantCulture));
            Assert.Equal("0", said[1]);
            Assert.True(double.Parse(said[2], CultureInfo.InvariantCulture) < 1e-9, $"largest relative difference {said[2]}");
            Assert.Equal("0", said[3].Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_satellite_chlorophyll_agrees_with_what_others_extracted_for_the_same_profiles()
    {
        // Theirs is version 3 at 4 km, ours version 2.0 near real time at 0.1 degrees, so some scatter and a small bias are between them.
        var matchups = Match().Matchups;
        var differences = matchups.Numbers("chlor_a").Zip(matchups.Numbers("pace_chlor_a"), (ours, theirs) => Math.Log10(ours) - Math.Log10(theirs)).Where(double.IsFinite).ToArray();
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(difference => Math.Pow(difference - mean, 2)) / (differences.Length - 1));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"n {differences.Length}, bias {mean:0.0000}, sd {deviation:0.0000} in log10"));
        Assert.True(differences.Length >= 10);
        Assert.True(Math.Abs(mean) < 0.08, $"bias {mean} in log10");
        Assert.True(deviation < 0.12, $"standard deviation {deviation} in log10");
    }

    private static MatchupResult Match()
    {
        var table = TableFile.Read(SharedData.Path($"{Folder}/bgc_argo_x_pace_rrs_chla_profiles.parquet"), ["profile_id", "time", "lat", "lon", "CHLA_0_10", "pace_chlor_a"]);
        table = new Table(table.Columns.Select(column => column.Name switch
        {
            "lat" => column.With("latitude"),
            "lon" => column.With("longitude"),
            _ => column,
        }));
        var fields = Directory.GetFiles(SharedData.Path(Folder), "PACE_OCI.*.nc").Select(path => new FieldSource(Path.GetFileName(path), () => FieldFile.Open(path)));
        var result = Matchups.Find(table, fields, new MatchupProtocol { Variables = ["chlor_a"] }, new MatchupOptions { KeepRejected = true });
        Assert.Equal(table.RowCount, result.Matched + result.Rejected.Values.Sum());
        return result;
    }

    private static string Python(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (!File.Exists(start.FileName)) Assert.Skip("no /usr/bin/python3");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip("python3-netcdf4 is not installed");
        Assert.True(process.ExitCode == 0, error);
        return output;
    }
}
