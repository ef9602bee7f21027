using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;
using Xunit;

namespace OceanML.Formats.Tests.Observations;

public sealed class OwnFlagTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("good suspect bad", "0 1 2", "1 3 4")]
    [InlineData("unknown good_data probably_good_data questionable failed missing_value", "-1 0 1 2 3 4", "0 1 2 3 4 9")]
    [InlineData("not_evaluated pass interpolated_value not_good", "0 1 2 3", "0 1 8 4")]
    [InlineData("pass suspect fail", "0 1 2", "1 3 4")]
    [InlineData("no_qc_performed good_data bad_data_that_are_potentially_correctable bad_data value_changed", "0 10 20 30 40", "0 1 3 4 5")]
    public void Flags_are_read_by_the_words_of_the_file(string words, string values, string argo)
    {
        double[] codes = [.. values.Split(' ').Select(double.Parse)];
        var set = ObservationFile.Read(Write(codes, flags => flags.Attribute("flag_values", NetCdfType.Int8, codes).Attribute("flag_meanings", words)));
        Assert.Equal(argo.Split(' '), set.Table.Texts("temperature_qc"));
        Assert.Equal(FlagScheme.Argo.Name, set.Table["temperature_qc"].Metadata.FlagScheme);
    }

    [Fact]
    public void Words_go_before_the_scheme_that_the_file_names_where_they_contradict_it()
    {
        double[] codes = [0, 1, 2];
        var path = Write(codes, flags => flags.Attribute("flag_values", NetCdfType.Int8, codes).Attribute("flag_meanings", "good suspect bad").Attribute("conventions", "Argo reference table 2"));
        Assert.Equal(["1", "3", "4"], ObservationFile.Read(path).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void A_flag_below_detection_needs_a_scheme_that_has_it()
    {
        double[] codes = [0, 1, 2];
        var set = ObservationFile.Read(Write(codes, flags => flags.Attribute("flag_values", NetCdfType.Int8, codes).Attribute("flag_meanings", "good value_below_detection bad")));
        Assert.Equal(["1", "6", "4"], set.Table.Texts("temperature_qc"));
        Assert.Equal(FlagScheme.SeaDataNet.Name, set.Table["temperature_qc"].Metadata.FlagScheme);
    }

    [Fact]
    public void Of_several_bits_the_worst_counts_and_none_is_good()
    {
        var set = ObservationFile.Read(Write([0, 1, 2, 3, 4], flags => flags.Flags(("spike_suspect", 1UL), ("range_test_failed", 2UL), ("interpolated", 4UL))));
        Assert.Equal(["1", "3", "4", "4", "8"], set.Table.Texts("temperature_qc"));
    }

    [Fact]
    public void Bits_that_do_not_say_what_is_good_are_kept_as_numbers_and_told()
    {
        var set = ObservationFile.Read(Write([0, 1, 2, 5], flags => flags.Flags(("range", 1UL), ("spike", 2UL), ("flat", 4UL))));
        Assert.False(set.Table.Has("temperature_qc"));
        Assert.Equal([0, 1, 2, 5], set.Table.Numbers("temperature_own_flags"));
        Assert.Contains("1, 2, 4: range spike flat", set.Table["temperature_own_flags"].Metadata.LongName, StringComparison.Ordinal);
        Assert.Contains("the flags in TEMP_QC follow no known scheme", Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    private string Write(double[] flags, Action<NetCdfVariableWriter> describe)
    {
        var path = folder["flags.nc"];
        using var writer = NetCdfWriter.Create(path, NetCdfFormat.Classic);
        writer.Root.Dimension("TIME", flags.Length);
        var time = writer.Root.Variable("TIME", NetCdfType.Float64, "TIME").Attribute("units", "days since 1950-01-01").Attribute("standard_name", "time");
        var latitude = writer.Root.Variable("LATITUDE", NetCdfType.Float64, "TIME").Attribute("units", "degrees_north").Attribute("standard_name", "latitude");
        var longitude = writer.Root.Variable("LONGITUDE", NetCdfType.Float64, "TIME").Attribute("units", "degrees_east").Attribute("standard_name", "longitude");
        var temperature = writer.Root.Variable("TEMP", NetCdfType.Float32, "TIME").Attribute("units", "degree_Celsius").Attribute("standard_name", "sea_water_temperature");
        var quality = writer.Root.Variable("TEMP_QC", NetCdfType.Int8, "TIME");
        describe(quality);
        time.Write([.. flags.Select((_, i) => 20000.0 + i)]);
        latitude.Write([.. flags.Select(_ => 43.0)]);
        longitude.Write([.. flags.Select(_ => 7.0)]);
        temperature.Write([.. flags.Select((_, i) => 13 + (0.1 * i))]);
        quality.Write(flags);
        writer.Close();
        return path;
    }
}
