using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Formats.Tests.NetCdf;

public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static OceanException Refused(string path)
    {
        var exception = Assert.Throws<OceanException>(() =>
        {
            using var file = NetCdfFile.Open(path);
            foreach (var variable in file.Variables.Where(variable => variable.Type.IsNumeric())) variable.ReadDoubles();
        });
        Assert.StartsWith(path + ": ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        return exception;
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("not a netCDF file\n", "it is text")]
    [InlineData("<!DOCTYPE html><html><body>404 Not Found</body></html>", "web page")]
    [InlineData("\n  <html>", "web page")]
    [InlineData("{\"error\": 1}", "JSON")]
    [InlineData("PAR1....", "Parquet")]
    public void What_is_not_netCDF_is_called_what_it_is(string content, string words)
    {
        File.WriteAllText(folder["x.nc"], content);
        var exception = Refused(folder["x.nc"]);
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_file_that_is_not_there_are_called_so()
    {
        Directory.CreateDirectory(folder["d.nc"]);
        Assert.Contains("is a folder", Refused(folder["d.nc"]).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Refused(folder["gone.nc"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/argo/coriolis_3902131/SD3902131_010.nc")]
    [InlineData("data/argo/single/R3901602_163.nc")]
    [InlineData("data/ocean_colour/pace_oci/pace_l3_sample.nc")]
    [InlineData("data/ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc")]
    [InlineData("data/ocean_colour/olci/S3A_OL_1_EFR____20170313T110342_20170313T110642_20170314T162839_0179_015_208_2520_LN1_O_NT_002.nc")]
    public void A_truncated_file_is_refused_at_any_length(string file)
    {
        var whole = File.ReadAllBytes(SharedData.Path(file));
        foreach (var length in (int[])[5, 40, 100, 1000, 9000, whole.Length / 2, whole.Length - 400, whole.Length - 5])
        {
            var path = folder["cut.nc"];
            File.WriteAllBytes(path, whole[..length]);
            var exception = Refused(path);
            Assert.Equal(ExitCode.BadInput, exception.Code);
            Assert.Matches("truncated|damaged", exception.Message);
        }
    }

    [Fact]
    public void Whole_files_of_every_kind_are_long_enough()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("data"), "*.nc", SearchOption.AllDirectories))
        {
            using var open = NetCdfFile.Open(file);
            Assert.NotEmpty(open.Variables);
        }
    }

    [Fact]
    public void Damage_inside_a_compressed_chunk_is_refused()
    {
        var bytes = File.ReadAllBytes(SharedData.Path("data/ocean_colour/pace_oci/pace_l3_sample.nc"));
        bytes.AsSpan(bytes.Length / 2, 20000).Fill(0x55);
        File.WriteAllBytes(folder["damaged.nc"], bytes);
        Assert.Contains("damaged", Refused(folder["damaged.nc"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_permission_is_refused()
    {
        var path = folder["secret.nc"];
        File.WriteAllText(path, "CDF\u0001");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        if (IsRoot()) Assert.Skip("root may read everything");
        Assert.Contains("permission denied", Refused(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_header_ends_in_one_line_and_not_in_a_crash()
    {
        var whole = File.ReadAllBytes(SharedData.Path("data/argo/single/R3901602_163.nc"));
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var k = 0; k < 4; k++) bytes[random.Next(4, 6000)] = (byte)random.Next(256);
            File.WriteAllBytes(folder["fuzz.nc"], bytes);
            try
            {
                using var file = NetCdfFile.Open(folder["fuzz.nc"]);
            }
            catch (OceanException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
            }
        }
    }

    private static bool IsRoot() => Environment.UserName == "root";

}
