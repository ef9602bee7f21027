using System.Diagnostics;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Tables;

[Collection(nameof(StartingProcesses))]
public sealed class TestDataTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public void The_generator_writes_the_files_that_are_here()
    {
        if (!Answers("import netCDF4")) Assert.Skip("python3-netcdf4 absent (apt-get install python3-netcdf4)");
        using var folder = new TemporaryFolder();
        var written = folder["again"];
        Run(SharedData.TestData("generate.py"), written);
        var files = Directory.GetFiles(written, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(written, path)).Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 40, $"only {files.Count} files");

        // HDF5 notes the version of its library in the file: those (and the zip that holds some) are compared byte for byte only where that is the same.
        var differing = files.Where(file => !File.ReadAllBytes(Path.Combine(written, file)).AsSpan().SequenceEqual(File.ReadAllBytes(SharedData.TestData(file)))).ToList();
        Assert.DoesNotContain(differing, file => !IsHdf5(Path.Combine(written, file)) && !file.EndsWith(".zip", StringComparison.Ordinal));
        if (Answers("import netCDF4; assert netCDF4.__netcdf4libversion__ == '4.9.0'")) Assert.Empty(differing);
    }

    [Fact]
    public void The_parquet_tables_are_the_csv_tables()
    {
        var csv = TableFile.Read(SharedData.TestData("tables/training.csv"));
        var path = SharedData.TestData("tables/training.parquet");
        if (Environment.GetEnvironmentVariable("OCEANML_WRITE_TEST_DATA") is not null)
        {
            TableFile.Write(path, WithUnits(csv));
            File.WriteAllBytes(SharedData.TestData("failures/truncated.parquet"), File.ReadAllBytes(path)[..20000]);
        }

        var parquet = TableFile.Read(path);
        Assert.Equal(csv.Names, parquet.Names);
        foreach (var name in csv.Names)
        {
            if (csv[name] is NumberColumn) Assert.Equal(csv.Numbers(name), parquet.Numbers(name));
            else if (csv[name] is TimeColumn) Assert.Equal(csv.Times(name), parquet.Times(name));
            else Assert.Equal(csv.Texts(name), parquet.Texts(name));
        }

        Assert.Equal("mg m-3", parquet["CHLA_0_10"].Metadata.Unit);
        using var folder = new TemporaryFolder();
        TableFile.Write(folder["again.parquet"], parquet);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["again.parquet"]));
    }

    [Fact]
    public void The_training_table_is_what_the_readme_says()
    {
        var table = TableFile.Read(SharedData.TestData("tables/training.csv"));
        Assert.Equal(400, table.RowCount);
        Assert.Equal(40, table.Texts("profile_id").Select(id => id!.Split('_')[0]).Distinct().Count());
        var logs = table.Numbers("CHLA_0_10").Where(double.IsFinite).Select(Math.Log10).ToList();
        var mean = logs.Average();
        Assert.Equal(343, logs.Count);
        Assert.Equal(-0.3900, mean, 4);
        Assert.Equal(0.4313, Math.Sqrt(logs.Average(value => (value - mean) * (value - mean))), 4);
    }

    [Fact]
    public void Everything_is_small()
    {
        var sizes = Directory.GetFiles(SharedData.TestData("."), "*", SearchOption.AllDirectories).Select(path => new FileInfo(path).Length).ToList();
        Assert.True(sizes.Max() < 120_000, $"largest file {sizes.Max()} bytes");
        Assert.True(sizes.Sum() < 1_500_000, $"{sizes.Sum()} bytes in all");
    }

    private static Table WithUnits(Table table) => table.With(table.Columns.Select(column => column.Name switch
    {
        "lat" => column.With(metadata: new ColumnMetadata("degrees_north", "latitude")),
        "lon" => column.With(metadata: new ColumnMetadata("degrees_east", "longitude")),
        var name when name.StartsWith("CHLA", StringComparison.Ordinal) || name == "pace_chlor_a" =>
            column.With(metadata: new ColumnMetadata("mg m-3", "mass_concentration_of_chlorophyll_a_in_sea_water")),
        var name when name.StartsWith("pace_Rrs", StringComparison.Ordinal) => column.With(metadata: new ColumnMetadata("sr-1")),
        _ => column,
    }).ToList()).WithMetadata("title", "Training table with a planted relation, see test-data/README.md");

    private static bool IsHdf5(string path) => File.ReadAllBytes(path) is [0x89, (byte)'H', (byte)'D', (byte)'F', ..];

    private static bool Answers(string code)
    {
        if (!File.Exists(Python)) return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", code]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static void Run(string script, string folder)
    {
        Directory.CreateDirectory(folder);
        using var process = Process.Start(new ProcessStartInfo(Python, ["-B", script, folder]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
