using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;
using Xunit;

namespace OceanML.Tests.Quality;

public sealed class HarmoniserTests
{
    private static readonly Vocabulary Words = VocabularyFile.Load();

    [Fact]
    public void Known_columns_get_canonical_names_and_units_and_the_rest_keeps_its_own()
    {
        var result = Harmonise(
            Numbers("TEMP", "K", 283.15, 293.15),
            Numbers("PSAL", "PSU", 35, 38),
            Numbers("CPHL", "ug/L", 0.5, 2),
            Numbers("chirp", "furlong", 1, 2));
        Assert.Equal(["temperature", "salinity", "chlorophyll", "chirp"], result.Table.Names);
        Assert.Equal([10.0, 20.0], result.Table.Numbers("temperature"));
        Assert.Equal("degree_Celsius", result.Table["temperature"].Metadata.Unit);
        Assert.Equal("furlong", result.Table["chirp"].Metadata.Unit);
        Assert.Contains("TEMP in K", result.Table["temperature"].Metadata.Source, StringComparison.Ordinal);
        Assert.Equal("- 273.15", result.Columns.Single(line => line.Column == "TEMP").Method);
        Assert.False(result.Columns.Single(line => line.Column == "PSAL").IsConverted);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("hPa", 1013.2, "air_pressure")]
    [InlineData("kPa", 101.3, "air_pressure")]
    [InlineData("kPa", 5000, "pressure")]
    [InlineData("dbar", 1013.2, "pressure")]
    public void A_pressure_of_about_an_atmosphere_in_units_of_air_is_that_of_the_air(string unit, double value, string name) =>
        Assert.Equal([name], Harmonise(Numbers("PRES", unit, value, 1.001 * value)).Table.Names);

    [Fact]
    public void Marks_of_missing_values_do_not_count_against_the_unit_and_mixed_units_are_named()
    {
        var marked = Harmonise(Numbers("TEMP", null, 10, 11, 99999, 99999, -999));
        Assert.Equal("degree_Celsius", marked.Table["temperature"].Metadata.Unit);
        Assert.Contains(marked.Warnings, warning => warning.Contains("2 values are 99999, which looks like a missing value", StringComparison.Ordinal));
        Assert.Contains("2 values look like degrees Celsius and 2 like kelvin: the column mixes two units", Assert.Single(Harmonise(Numbers("TEMP", null, 13.1, 286.15, 13.3, 286.35)).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Companions_follow_their_variable_and_sigma_its_factor()
    {
        var result = Harmonise(
            Numbers("CNDC", "mS/cm", 40, 50),
            Texts("CNDC_qc", "1", "4"),
            Numbers("CNDC_sigma", "mS/cm", 0.1, 0.2),
            Texts("CNDC_mode", "D", "D"));
        Assert.Equal(["conductivity", "conductivity_qc", "conductivity_sigma", "conductivity_mode"], result.Table.Names);
        Assert.Equal([4.0, 5.0], result.Table.Numbers("conductivity"));
        Assert.Equal([0.01, 0.02], result.Table.Numbers("conductivity_sigma"));
        Assert.Equal(["1", "4"], result.Table.Texts("conductivity_qc"));

        // The error of a temperature is not shifted by 273.15.
        var kelvin = Harmonise(Numbers("TEMP", "K", 283.15, 293.15), Numbers("TEMP_sigma", "K", 0.1, 0.2));
        Assert.Equal([0.1, 0.2], kelvin.Table.Numbers("temperature_sigma"));
    }

    [Fact]
    public void Oxygen_per_litre_becomes_oxygen_per_kilogram_where_temperature_and_salinity_are_known()
    {
        var result = Harmonise(
            Numbers("temperature", "degC", 10, double.NaN, 10),
            Numbers("salinity", "1", 35, 35, 35),
            Texts("salinity_qc", "1", "1", "4"),
            Numbers("pressure", "dbar", 100, 100, 100),
            Numbers("DOXY", "umol/l", 250, 260, 270),
            Texts("DOXY_qc", "1", "2", "3"));

        // gsw: 1000 + sigma0(35.16504, CT_from_t(35.16504, 10, 100)) is 1026.956086760346 kg m-3.
        Assert.Equal(250 / 1.026956086760346, result.Table.Numbers("oxygen")[0], 1e-9);
        Assert.True(double.IsNaN(result.Table.Numbers("oxygen")[1]));
        Assert.True(double.IsNaN(result.Table.Numbers("oxygen")[2]));
        Assert.Equal([double.NaN, 260, 270], result.Table.Numbers("oxygen_concentration"));
        Assert.Equal(["1", null, null], result.Table.Texts("oxygen_qc"));
        Assert.Equal([null, "2", "3"], result.Table.Texts("oxygen_concentration_qc"));
        Assert.Equal(["oxygen", "oxygen_concentration"], result.Targets["DOXY"]);
        Assert.Contains(result.Warnings, warning => warning.Contains("2 of 3 values are in rows without usable temperature and salinity", StringComparison.Ordinal));
        Assert.Contains("potential density at 0 dbar", result.Columns.First(line => line.Target == "oxygen").Method, StringComparison.Ordinal);
    }

    [Fact]
    public void A_density_that_is_stated_serves_rows_without_one_and_is_told()
    {
        var result = Harmoniser.Of(Table(Numbers("DOX1", "ml/l", 6)), Words, new HarmonisingOptions { Density = 1025 });
        Assert.Equal(6 * 44.6596 / 1.025, result.Table.Numbers("oxygen")[0], 1e-9);
        Assert.Contains(result.Warnings, warning => warning.Contains("density of 1025 kg m-3 was assumed for 1 values", StringComparison.Ordinal));
        Assert.Contains("1025", result.Table["oxygen"].Metadata.Source, StringComparison.Ordinal);

        var without = Harmonise(Numbers("DOX1", "ml/l", 6));
        Assert.Equal(6 * 44.6596, without.Table.Numbers("oxygen_concentration")[0], 1e-9);
        Assert.False(without.Table.Has("oxygen"));
    }

    [Fact]
    public void What_has_no_variable_per_volume_keeps_name_and_unit_without_a_density()
    {
        var result = Harmonise(Numbers("NTRI", "umol/l", 0.2));
        Assert.Equal("umol/l", result.Table["NTRI"].Metadata.Unit);
        Assert.Equal([0.2], result.Table.Numbers("NTRI"));
        Assert.Contains("keep this name and unit", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_columns_for_one_name_the_first_gets_it_and_the_other_keeps_its_own()
    {
        var result = Harmonise(Numbers("E__TA", "degC", 10), Numbers("TEMP", "degC", 11), Numbers("potato", "K", 280));
        Assert.Equal(["temperature", "TEMP", "potato"], result.Table.Names);
        Assert.Equal("TEMP is not temperature: E__TA is it already", Assert.Single(result.Warnings));

        // The one that has the name already comes first, wherever it stands.
        var named = Harmonise(Numbers("E__TA", "degC", 10), Numbers("temperature", "degC", 11));
        Assert.Equal([11.0], named.Table.Numbers("temperature"));
        Assert.Equal([10.0], named.Table.Numbers("E__TA"));
    }

    [Fact]
    public void A_second_sensor_keeps_its_number_and_gets_the_unit()
    {
        var result = Harmonise(Numbers("temperature", "degC", 10), Numbers("temperature_2", "K", 283.15), Numbers("oxygen2", "umol/kg", 250));
        Assert.Equal([10.0], result.Table.Numbers("temperature_2"));
        Assert.Equal("umol kg-1", result.Table["oxygen2"].Metadata.Unit);
    }

    [Fact]
    public void Without_a_unit_the_values_speak()
    {
        var inside = Harmonise(Numbers("TEMP", null, 10, 12));
        Assert.Equal("degree_Celsius", inside.Table["temperature"].Metadata.Unit);
        Assert.Contains("no unit is written; taken for degree_Celsius", Assert.Single(inside.Warnings), StringComparison.Ordinal);

        var outside = Harmonise(Numbers("TEMP", null, 283, 285));
        Assert.Null(outside.Table["TEMP"].Metadata.Unit);
        Assert.Contains("2 of 2 values lie outside", Assert.Single(outside.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_the_values_contradict_is_told()
    {
        var result = Harmonise(Numbers("TEMP", "degC", 283, 285));
        Assert.Equal([283.0, 285.0], result.Table.Numbers("temperature"));
        Assert.Contains("is the unit right?", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_looks_like_a_missing_value_is_told_and_kept()
    {
        var result = Harmonise(Numbers("TEMP", "degC", 10, -999, 12, -999));
        Assert.Equal([10.0, -999, 12, -999], result.Table.Numbers("temperature"));
        Assert.Equal("TEMP: 2 values are -999, which looks like a missing value; --missing -999 reads it as one", Assert.Single(result.Warnings));

        // 999 hPa is weather.
        Assert.Empty(Harmonise(Numbers("air_pressure", "hPa", 999)).Warnings);
    }

    [Fact]
    public void A_unit_that_cannot_be_converted_leaves_the_column_as_it_is()
    {
        var result = Harmonise(Numbers("TURB", "FNU", 3), Numbers("FLU2", "count", 120));
        Assert.Equal(["TURB", "FLU2"], result.Table.Names);
        Assert.Equal("FNU", result.Table["TURB"].Metadata.Unit);
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("'FNU' and 'NTU' measure different things", result.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_decides_where_a_name_stands_for_two_things()
    {
        var pressure = new NumberColumn("ATMP", [101.3], new ColumnMetadata("kPa", "air_pressure"));
        Assert.Equal(1013, Harmonise(pressure).Table.Numbers("air_pressure")[0], 1e-9);
        Assert.Equal([12.0], Harmonise(Numbers("atmp", "degree_C", 12)).Table.Numbers("air_temperature"));
    }

    [Fact]
    public void A_spectrum_keeps_its_names_and_units()
    {
        var result = Harmonise(Numbers("Rrs_412", "1/sr", 0.01), Numbers("Rrs_443", "1/sr", 0.01), Numbers("Rrs_489", "1/sr", 0.01));
        Assert.Equal(["Rrs_412", "Rrs_443", "Rrs_489"], result.Table.Names);
        Assert.Equal("1/sr", result.Table["Rrs_412"].Metadata.Unit);
        Assert.Equal(["rrs412"], Harmonise(Numbers("Rrs_412", "1/sr", 0.01)).Table.Names);
    }

    [Fact]
    public void Values_that_need_no_conversion_stay_to_the_bit()
    {
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, 1000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Select(value => double.IsFinite(value) ? value : double.NaN)];
        var result = Harmonise(new NumberColumn("DOXY", values, new ColumnMetadata("micromole/kg"), NumberKind.Float32));
        Assert.Same(values, result.Table.Numbers("oxygen"));
        Assert.Equal(NumberKind.Float32, ((NumberColumn)result.Table["oxygen"]).Kind);
    }

    [Fact]
    public void Harmonising_twice_is_harmonising_once()
    {
        string[] names = ["TEMP", "temperature", "PSAL", "DOXY", "DOX1", "NTRA", "NTRI", "CPHL", "TURB", "PRES", "oxygen_mass", "CNDC", "x"];
        string?[] units = ["degC", "K", "umol/l", "umol/kg", "ml/l", "mg m-3", "PSU", "dbar", "NTU", null, "S/m", "furlong"];
        var random = new Random(11);
        for (var run = 0; run < 500; run++)
        {
            var columns = names.Where(_ => random.Next(2) == 0)
                .Select(name => (Column)new NumberColumn(name, [.. Enumerable.Range(0, 4).Select(_ => random.Next(5) == 0 ? double.NaN : random.NextDouble() * 40)], new ColumnMetadata(units[random.Next(units.Length)])))
                .OrderBy(_ => random.Next()).ToList();
            if (columns.Count == 0) continue;
            var once = Harmonise([.. columns]);
            var twice = Harmoniser.Of(once.Table, Words);
            Assert.Equal(once.Table.Names, twice.Table.Names);
            foreach (var column in once.Table.Columns)
            {
                Assert.Equal(((NumberColumn)column).Values, twice.Table.Numbers(column.Name));
                Assert.Equal(column.Metadata.Unit, twice.Table[column.Name].Metadata.Unit);
            }

            // Nothing is lost: each column's values are in its targets.
            foreach (var column in columns.Cast<NumberColumn>())
            {
                var targets = once.Targets.GetValueOrDefault(column.Name) ?? [column.Name];
                Assert.Equal(column.Values.Count(value => !double.IsNaN(value)), targets.Sum(target => once.Table.Numbers(target).Count(value => !double.IsNaN(value))));
            }
        }
    }

    private static Harmonised Harmonise(params Column[] columns) => Harmoniser.Of(Table(columns), Words);

    private static Table Table(params Column[] columns) => new(columns);

    private static NumberColumn Numbers(string name, string? unit, params double[] values) => new(name, values, new ColumnMetadata(unit));

    private static TextColumn Texts(string name, params string?[] values) => new(name, values);
}
