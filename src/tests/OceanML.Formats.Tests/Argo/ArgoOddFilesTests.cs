using System.Diagnostics;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;

namespace OceanML.Tests.Argo;

/// <summary>Real Argo files with one thing made wrong in them, by netCDF4 for Python.</summary>
[Collection(nameof(OceanML.Formats.Tests.StartingProcesses))]
public sealed class ArgoOddFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-odd-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Flags_outside_the_scheme_count_as_no_quality_control_and_are_told()
    {
        var path = Changed("d['TEMP_QC'][0, :3] = [b'7', b'A', b'6']; d['PRES_QC'][0, 0] = b'x'");
        var reading = ArgoFile.Read(path, new ArgoOptions(ArgoValues.Raw))!;
        Assert.Equal(4, reading.ForeignFlags);
        Assert.Equal(["0", "0", "0"], reading.Table.Texts("temperature_qc").Take(3));
        Assert.Equal("0", reading.Table.Texts("pressure_qc")[0]);
        Assert.Contains(ObservationFile.Read(path, new ObservationOptions { Values = ArgoValues.Raw }).Warnings, warning => warning.StartsWith("4 quality flags", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_time_is_missing_whatever_its_flag()
    {
        var table = ArgoFile.Read(Changed("d['JULD'][:] = 999999.; d['JULD_QC'][:] = b'1'"))!.Table;
        Assert.All(table.Times("time"), time => Assert.Equal(Timestamp.Missing, time));
        Assert.Equal(["1"], table.Texts("time_qc").Distinct());
    }

    [Theory]
    [InlineData('3')]
    [InlineData('4')]
    [InlineData('0')]
    [InlineData('9')]
    public void Flags_forbid_a_time_and_a_position_unless_all_are_wanted(char flag)
    {
        var path = Changed($"d['JULD_QC'][:] = b'{flag}'; d['POSITION_QC'][:] = b'{flag}'");
        var strict = ArgoFile.Read(path)!;
        Assert.Equal(strict.Table.RowCount, strict.UnusableTimes);
        Assert.All(strict.Table.Numbers("latitude"), latitude => Assert.True(double.IsNaN(latitude)));
        var all = ArgoFile.Read(path, new ArgoOptions(AllPlaces: true))!.Table;
        Assert.All(all.Numbers("latitude"), latitude => Assert.True(double.IsFinite(latitude)));
        Assert.All(all.Times("time"), time => Assert.NotEqual(Timestamp.Missing, time));
        Assert.Equal([flag.ToString()], all.Texts("position_qc").Distinct());
    }

    [Fact]
    public void Pressure_that_decreases_stays_in_the_order_of_the_file()
    {
        var table = ArgoFile.Read(Changed("d['PRES'][0, :5] = [50, 40, 30, 20, 10]"), new ArgoOptions(ArgoValues.Raw))!.Table;
        Assert.Equal([50.0, 40, 30, 20, 10], table.Numbers("pressure").Take(5));
        Assert.Equal([0.0, 1, 2, 3, 4], table.Numbers("level").Take(5));
    }

    [Fact]
    public void A_profile_without_a_level_gives_no_rows()
    {
        var path = Path.Combine(folder.FullName, "empty.nc");
        Python($"""
            import netCDF4
            a, b = netCDF4.Dataset('{Source}'), netCDF4.Dataset('{path}', 'w')
            a.set_auto_mask(False)
            for name, dimension in a.dimensions.items(): b.createDimension(name, None if name == 'N_LEVELS' else len(dimension))
            for name, v in a.variables.items():
                w = b.createVariable(name, v.dtype, v.dimensions)
                if 'N_LEVELS' not in v.dimensions: w[:] = v[:]
            b.close()
            """);
        var reading = ArgoFile.Read(path)!;
        Assert.Equal((0, 0, 1), (reading.Table.RowCount, reading.Levels, reading.Profiles));
        Assert.Equal(0, ObservationFile.Read(path).RowsRead);
    }

    [Fact]
    public void Listed_values_get_the_flag_of_the_grey_list_but_not_in_delayed_mode()
    {
        var listed = new GreyList(
        [
            new GreyListEntry("6903247", "TEMP", Timestamp.Parse("2018-01-01"), Timestamp.Missing, '3', "drift", "IF"),
            new GreyListEntry("6903247", "DOXY", Timestamp.Parse("2018-01-01"), Timestamp.Parse("2018-10-01"), '4', "over", "IF"),
            new GreyListEntry("6901758", "PSAL", Timestamp.Parse("2000-01-01"), Timestamp.Missing, '4', "drift", "IF"),
        ]);
        var table = ArgoFile.Read(SharedData.Path("data/argo/coriolis_6903247/SR6903247_010.nc"))!.Table;
        var before = table.Texts("temperature_qc");
        var (after, counts) = ArgoGreyList.Apply(table, listed);
        Assert.Equal(["temperature"], counts.Keys);
        Assert.Equal(before.Count(flag => flag is "1" or "2" or "5" or "8" or "0"), counts["temperature"].Raised);
        for (var row = 0; row < table.RowCount; row++)
            Assert.Equal(double.IsNaN(table.Numbers("temperature")[row]) || before[row] is "3" or "4" or null ? before[row] : "3", after.Texts("temperature_qc")[row]);
        Assert.Equal(table.Numbers("temperature"), after.Numbers("temperature"));
        Assert.Equal("argo", after["temperature_qc"].Metadata.FlagScheme);

        var delayed = ArgoFile.Read(SharedData.Path("data/argo/coriolis_6901758/D6901758_003.nc"))!.Table;
        var modes = delayed.Texts("salinity_mode");
        var (same, kept) = ArgoGreyList.Apply(delayed, listed);
        Assert.Equal((modes.Count(mode => mode == "A"), modes.Count(mode => mode == "D")), kept["salinity"]);
        Assert.Equal((6, 204), kept["salinity"]);
        for (var row = 0; row < delayed.RowCount; row++) Assert.Equal(modes[row] == "A" ? "4" : delayed.Texts("salinity_qc")[row], same.Texts("salinity_qc")[row]);
        Assert.Equal(210, ArgoGreyList.Apply(ArgoFile.Read(SharedData.Path("data/argo/coriolis_6901758/D6901758_003.nc"), new ArgoOptions(ArgoValues.Raw))!.Table, listed).Counts["salinity"].Raised);
    }

    private static string Source => SharedData.Path("data/argo/single/R3901602_163.nc");

    private string Changed(string change)
    {
        var path = Path.Combine(folder.FullName, "changed.nc");
        File.Copy(Source, path, overwrite: true);
        File.SetAttributes(path, FileAttributes.Normal);
        Python($"import netCDF4\nd = netCDF4.Dataset('{path}', 'a')\nd.set_auto_mask(False)\n{change}\nd.close()");
        return path;
    }

    private static void Python(string script)
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python)) Assert.Skip("Debian's Python is not installed");
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", script]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (error.Contains("No module named", StringComparison.Ordinal)) Assert.Skip("python3-netcdf4 is not installed");
        Assert.True(process.ExitCode == 0, error);
    }
}
