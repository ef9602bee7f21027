using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.Archives;

[Collection(nameof(StartingProcesses))]
public sealed class MatchupNetCdfTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly double[] Wavelengths = [560, 412.5, 665];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_statistics_and_pointers_are_where_they_are_said_to_be()
    {
        MatchupNetCdf.Write(folder["m.nc"], Cube(7));
        using var file = NetCdfFile.Open(folder["m.nc"]);
        Assert.Equal(["matchup", "row", "column", "wavelength"], file["Rrs"].Dimensions.Select(dimension => dimension.Name));
        Assert.Equal([412.5, 560, 665], file["wavelength"].ReadDoubles());
        Assert.Equal("radiation_wavelength", file["wavelength"].Attributes.Text("standard_name"));
        Assert.True(file["Rrs"].Dimensions[0].IsUnlimited);

        // Matchup 4, row 1, column 2: bands come in ascending order though the table has 560 nm first.
        var rrs = file["Rrs"].ReadDoubles();
        var at = ((((4 * 3) + 1) * 3) + 2) * 3;
        Assert.Equal([Planted(4, 1, 2, 412.5), Planted(4, 1, 2, 560), Planted(4, 1, 2, 665)], rrs[at..(at + 3)].Select(value => (float)value));
        Assert.True(double.IsNaN(rrs[0]));
        Assert.Equal([4412.5, 4560, 4665], file["Rrs_mean"].ReadDoubles()[12..15]);
        Assert.Equal([9, 8, 7], file["Rrs_n"].ReadDoubles()[12..15]);
        Assert.Equal("row: column: mean", file["Rrs_mean"].Attributes.Text("cell_methods"));
        Assert.Equal("mean of 3 x 3 pixels of Rrs", file["Rrs_median"].Attributes.Text("long_name")!.Replace("median", "mean", StringComparison.Ordinal));

        // The observations have a chlor_a too, so that the field's is field_chlor_a in the table, and here.
        Assert.Equal(["matchup", "row", "column"], file["field_chlor_a"].Dimensions.Select(dimension => dimension.Name));
        Assert.Equal([0, 10, 20, 30, 40, 50, 60], file["field_chlor_a_mean"].ReadDoubles());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], file["chlor_a"].ReadDoubles());
        Assert.Equal("m.SEN3", file["field_file"].ReadTexts()[3]);
        Assert.Equal(["Ærø/1", null, "Ærø/3", "Ærø/4", "Ærø/5", "Ærø/6", "Ærø/7"], file["platform"].ReadTexts());
        Assert.Equal(Time(3), (long)file["time"].ReadDoubles()[3]);
        Assert.Equal([0, 1, 2, 3], file["mask"].Attributes["flag_values"]!.Numbers);
        Assert.Equal("free outside_macro_pixel CLDICE sun_zenith_70", file["mask"].Attributes.Text("flag_meanings"));
        Assert.Equal("CF-1.11, ACDD-1.3", file.Attributes.Text("Conventions"));
    }

    [Fact]
    public void The_same_matchups_give_the_same_bytes()
    {
        MatchupNetCdf.Write(folder["a.nc"], Cube(40));
        Thread.Sleep(1100);
        MatchupNetCdf.Write(folder["b.nc"], Cube(40));
        Assert.Equal(File.ReadAllBytes(folder["a.nc"]), File.ReadAllBytes(folder["b.nc"]));
    }

    [Fact]
    public void No_matchups_give_a_valid_file_of_length_0()
    {
        MatchupNetCdf.Write(folder["none.nc"], Cube(0));
        using var file = NetCdfFile.Open(folder["none.nc"]);
        Assert.Equal(0, file.Length("matchup"));
        Assert.Equal(3, file.Length("wavelength"));
        Assert.Empty(file["Rrs_mean"].ReadDoubles());
        Assert.Equal("0", Ask("print(xr.open_dataset(path).sizes['matchup'])", "none.nc"));
    }

    [Fact]
    public void Names_that_netcdf_refuses_or_that_collide_are_changed_and_told()
    {
        var cube = Cube(2);
        var table = cube.Matchups.With(
            new NumberColumn("row", [1, 2]), new NumberColumn("a/b", [3, 4]), new NumberColumn("Rrs_mean", [5, 6]), new NumberColumn("mask", [7, 8]), new NumberColumn("wavelength", [9, 10]));
        MatchupNetCdf.Write(folder["names.nc"], cube with { Matchups = table });
        using var file = NetCdfFile.Open(folder["names.nc"]);
        foreach (var (name, original, value) in ((string, string, double)[])[("observation_row", "row", 1), ("a_b", "a/b", 3), ("observation_Rrs_mean", "Rrs_mean", 5), ("observation_mask", "mask", 7), ("observation_wavelength", "wavelength", 9)])
        {
            Assert.Equal(original, file[name].Attributes.Text("original_name"));
            Assert.Equal(value, file[name].ReadDoubles()[0]);
        }
    }

    [Fact]
    public void Xarray_and_netcdf4_python_read_what_was_written()
    {
        MatchupNetCdf.Write(folder["m.nc"], Cube(7));
        var answer = Ask(
            """
            import json
            ds = xr.open_dataset(path)
            nearest = ds.Rrs_mean.sel(wavelength=550, method='nearest')
            used = ds.Rrs.where(ds.mask == 0)
            raw = netCDF4.Dataset(path)
            print(json.dumps({
                'sizes': {k: int(v) for k, v in ds.sizes.items()},
                'coords': sorted(ds.coords),
                'nearest': [float(v) for v in nearest],
                'used': int(used.sel(wavelength=560).count()),
                'platform': [str(v) for v in ds.platform.values],
                'time': str(ds.time.values[3]),
                'row': str(ds.pixel_row.dtype),
                'qc': [str(v) for v in ds.position_qc.values[:2]],
                'masked': bool(raw['Rrs'][:].mask[0, 0, 0, 0]),
                'texts': [str(v) for v in raw['platform'][:2]],
                'instant': str(netCDF4.num2date(raw['time'][3], raw['time'].units, raw['time'].calendar)),
                'shuffle': raw['Rrs'].filters()['shuffle'] and raw['Rrs'].filters()['zlib'],
            }))
            """,
            "m.nc");
        using var document = JsonDocument.Parse(answer);
        var told = document.RootElement;
        Assert.Equal(["latitude", "longitude", "time", "wavelength"], told.GetProperty("coords").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([560.0, 1560, 2560, 3560, 4560, 5560, 6560], told.GetProperty("nearest").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(7 * 6, told.GetProperty("used").GetInt32());
        Assert.Equal(["Ærø/1", "", "Ærø/3"], told.GetProperty("platform").EnumerateArray().Take(3).Select(text => text.GetString()));
        Assert.StartsWith("2024-06-04T03:00:00.000004", told.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal("int64", told.GetProperty("row").GetString());
        Assert.Equal(["1", "2"], told.GetProperty("qc").EnumerateArray().Select(text => text.GetString()));
        Assert.True(told.GetProperty("masked").GetBoolean());
        Assert.Equal(["Ærø/1", ""], told.GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal("2024-06-04 03:00:00.000004", told.GetProperty("instant").GetString());
        Assert.True(told.GetProperty("shuffle").GetBoolean());
    }

    [Fact]
    public void Files_of_two_periods_are_put_one_behind_the_other()
    {
        MatchupNetCdf.Write(folder["june.nc"], Cube(3));
        MatchupNetCdf.Write(folder["july.nc"], Cube(4));
        var answer = Ask($"print(xr.concat([xr.open_dataset(path), xr.open_dataset('{folder["july.nc"]}')], dim='matchup').sizes['matchup'])", "june.nc");
        Assert.Equal("7", answer);
    }

    private static long Time(int matchup) => Timestamp.Parse("2024-06-01T00:00:00Z") + (matchup * (Timestamp.PerDay + 3_600_000_000)) + matchup + 1;

    private static float Planted(int matchup, int row, int column, double wavelength) => (float)((matchup * 1000) + (row * 100) + (column * 10) + (wavelength / 1e4));

    private static MatchupCube Cube(int matchups)
    {
        double[] Each(Func<int, double> value) => [.. Enumerable.Range(0, matchups).Select(value)];
        string?[] Text(Func<int, string?> value) => [.. Enumerable.Range(0, matchups).Select(value)];
        var columns = new List<Column>
        {
            new TextColumn("platform", Text(i => i == 1 ? null : FormattableString.Invariant($"Ærø/{i + 1}"))),
            new TimeColumn("time", [.. Enumerable.Range(0, matchups).Select(Time)], new ColumnMetadata(StandardName: "time")),
            new NumberColumn("latitude", Each(i => 40 + i), new ColumnMetadata("degrees_north", "latitude")),
            new NumberColumn("longitude", Each(i => -170 - i), new ColumnMetadata("degrees_east", "longitude")),
            new TextColumn("position_qc", Text(i => i % 2 == 0 ? "1" : "2"), new ColumnMetadata(FlagScheme: "argo")),
            new NumberColumn("chlor_a", Each(i => i), new ColumnMetadata("mg m-3", LongName: "in situ")),
            new TextColumn("field_file", Text(_ => "m.SEN3")),
            new TextColumn("field_product", Text(_ => "olci-l2-wfr")),
            new TimeColumn("field_time", [.. Enumerable.Range(0, matchups).Select(i => i == 2 ? Timestamp.Missing : Time(i))]),
            new NumberColumn("pixel_row", Each(i => i), new ColumnMetadata("1", LongName: "row of the centre pixel, from 0"), NumberKind.Int64),
            new NumberColumn("shares_pixels", Each(i => i < 2 ? 1 : double.NaN), null, NumberKind.Int64),
        };
        foreach (var wavelength in Wavelengths)
        {
            var name = new FieldVariable("Rrs", null, null, null, Wavelengths, 3).BandName(Array.IndexOf(Wavelengths, wavelength));
            foreach (var statistic in (string[])["", "_median", "_sd", "_cv", "_centre"])
                columns.Add(new NumberColumn(name + statistic, Each(i => (i * 1000) + wavelength), new ColumnMetadata("sr-1", LongName: statistic.Length == 0 ? name : $"{statistic[1..]} of 3 x 3 pixels of {name}")));
            columns.Add(new NumberColumn(name + "_n", Each(_ => wavelength switch { 412.5 => 9, 560 => 8, _ => 7 }), new ColumnMetadata("1"), NumberKind.Int64));
        }

        foreach (var statistic in (string[])["", "_median", "_sd", "_cv", "_centre", "_n"]) columns.Add(new NumberColumn("field_chlor_a" + statistic, Each(i => i * 10), new ColumnMetadata("mg m-3")));
        var rrs = new float[matchups * 27];
        for (var i = 0; i < rrs.Length; i++) rrs[i] = i < 3 ? float.NaN : Planted(i / 27, i / 9 % 3, i / 3 % 3, Wavelengths[i % 3]);
        var chlorophyll = Enumerable.Range(0, matchups * 9).Select(i => i % 5 == 0 ? float.NaN : i).ToArray();
        var mask = Enumerable.Range(0, matchups * 9).Select(i => (byte)(i % 9 < 3 ? 1 + (i % 9) : 0)).ToArray();
        return new MatchupCube(
            new Table(columns, new Dictionary<string, string> { ["colocation"] = "macro-pixel 3 x 3", ["license"] = "CC-BY-4.0", ["file"] = "never written" }),
            matchups == 0 ? 0 : 3,
            matchups == 0 ? 0 : 3,
            [
                new MatchupPixels("Rrs", new ColumnMetadata("sr-1", "surface_ratio", "reflectance", Source: "olci-l2-wfr"), Wavelengths, 3, rrs) { Columns = ["Rrs_560", "Rrs_412.5", "Rrs_665"] },
                new MatchupPixels("chlor_a", new ColumnMetadata("mg m-3"), [], 1, chlorophyll) { Columns = ["field_chlor_a"] },
            ],
            mask,
            ["outside_macro_pixel", "CLDICE", "sun_zenith>70"]);
    }

    private string Ask(string program, string file)
    {
        if (!File.Exists(Python)) Assert.Skip($"{Python} absent");
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import sys, warnings\nwarnings.simplefilter('ignore')\nimport netCDF4, xarray as xr\npath = sys.argv[1]\n" + program);
        start.ArgumentList.Add(folder[file]);
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip("python3-xarray and python3-netcdf4 are not installed");
        Assert.True(process.ExitCode == 0, error);
        return output.Trim().ToString(CultureInfo.InvariantCulture);
    }
}
