using OceanML.Core;
using Xunit;

namespace OceanML.Core.Tests;

public sealed class UnitConversionTests
{
    private static readonly VocabularyEntry Oxygen = Entry("oxygen", "moles_of_oxygen_per_unit_mass_in_sea_water", "umol kg-1");
    private static readonly VocabularyEntry Salinity = Entry("salinity", "sea_water_practical_salinity", "1");
    private static readonly VocabularyEntry Carbon = Entry("poc", "mass_concentration_of_particulate_organic_matter_expressed_as_carbon_in_sea_water", "mg m-3");
    private static readonly VocabularyEntry Nitrate = Entry("nitrate", "moles_of_nitrate_per_unit_mass_in_sea_water", "umol kg-1");

    public static TheoryData<string, string> Spellings => new()
    {
        { "mg m-3", "mg/m^3" }, { "mg m-3", "ug/L" }, { "mg m-3", "µg l-1" }, { "mg m-3", "μg.L⁻¹" }, { "mg m-3", "mg·m⁻³" }, { "mg m-3", "mg m**-3" },
        { "mg m-3", "milligram m-3" }, { "mg m-3", "MG/M3" }, { "mg m-3", "[mg/m^3]" }, { "mg m-3", "micrograms per liter" },
        { "umol kg-1", "micromole/kg" }, { "umol kg-1", "µmol/kg" }, { "umol kg-1", "UMOL/KG" }, { "umol kg-1", "micromol kg^-1" }, { "umol kg-1", "nmol/g" },
        { "mmol m-3", "umol/L" }, { "mmol m-3", "uM" }, { "mmol m-3", "micromoles per litre" },
        { "degree_Celsius", "degC" }, { "degree_Celsius", "degrees_C" }, { "degree_Celsius", "deg C" }, { "degree_Celsius", "°C" }, { "degree_Celsius", "Celsius" },
        { "degree_Celsius", "C" }, { "degree_Celsius", "ITS-90, deg C" }, { "degree_Celsius", "DEG C" }, { "degree_Celsius", "ºC" }, { "degree_Celsius", "deg C, ITS-90" }, { "degree_Celsius", "ITS-90" }, { "degree_Celsius", "degreesC" },
        { "dbar", "decibar" }, { "dbar", "db" }, { "dbar", "DBAR" }, { "dbar", "decibars" }, { "m", "meters" }, { "m", "metre" },
        { "m-1", "1/m" }, { "m-1", "m^-1" }, { "m-1", "1 / m" }, { "sr-1", "1/sr" }, { "sr-1", "sr^-1" }, { "sr-1", "steradian-1" },
        { "W m-2 nm-1", "W/m^2/nm" }, { "W m-2 um-1 sr-1", "W/m^2/um/sr" }, { "W m-2 um-1 sr-1", "W/m^2 um sr" }, { "umol m-2 s-1", "µmol photons m⁻² s⁻¹" },
        { "umol m-2 s-1", "uE/m^2/s" }, { "umol m-2 s-1", "microEinstein m-2 s-1" }, { "umol m-2 s-1", "umol quanta m-2 s-1" }, { "umol m-2 s-1", "micro einstein m-2 s-1" }, { "uatm", "microatmospheres" }, { "mS/cm", "MilliSiemens per centimetre" },
        { "m s-1", "m/s" }, { "S m-1", "S/m" }, { "degrees_north", "degree" }, { "degrees_east", "°" }, { "1e-9", "ppb" }, { "mg m-3 day-1", "mg C m-3 d-1" },
        { "%", "percent" }, { "NTU", "ntu" }, { "1", "unitless" }, { "Pa", "N m-2" }, { "ml l-1", "mL/L" }, { "ml l-1", "ML/L" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void One_unit_may_be_spelled_in_many_ways(string canonical, string spelling)
    {
        Assert.True(UnitText.IsSame(spelling, canonical));
        Assert.True(UnitConversion.Between(spelling, canonical)!.IsIdentity);
        Assert.False(UnitText.Differ(canonical, spelling));
    }

    [Theory]
    [InlineData("g m-3", "mg m-3", 2.5, 2500)]
    [InlineData("mg/l", "g m-3", 2.5, 2.5)]
    [InlineData("cm s-1", "m s-1", 12, 0.12)]
    [InlineData("uW/cm^2/nm", "W m-2 nm-1", 30, 0.3)]
    [InlineData("mW cm-2 um-1 sr-1", "W m-2 um-1 sr-1", 1.5, 15)]
    [InlineData("K", "degree_Celsius", 288.15, 15)]
    [InlineData("degF", "degC", 50, 10)]
    [InlineData("degC", "degF", 100, 212)]
    [InlineData("IPTS-68, deg C", "degC", 10.0024, 10)]
    [InlineData("bar", "dbar", 12, 120)]
    [InlineData("hPa", "dbar", 1013.25, 10.1325)]
    [InlineData("uatm", "Pa", 400, 40.53)]
    [InlineData("mS/cm", "S/m", 42.914, 4.2914)]
    [InlineData("degrees", "radian", 180, Math.PI)]
    [InlineData("%", "1", 95, 0.95)]
    [InlineData("knots", "m s-1", 3600, 1852)]
    [InlineData("mol m-2 d-1", "umol m-2 s-1", 0.0864, 1)]
    public void A_value_is_converted_as_its_definition_says(string from, string to, double value, double expected) =>
        Assert.Equal(expected, UnitConversion.Between(from, to)!.Convert(value), 1e-9);

    [Fact]
    public void Powers_of_ten_are_exact()
    {
        var conversion = UnitConversion.Between("ug/m3", "mg m-3")!;
        Assert.Equal(1e-3, conversion.Factor);
        Assert.Equal(0.01, UnitConversion.Between("cm", "m")!.Factor);
        Assert.Equal(1e-6, UnitConversion.Between("umol", "mol")!.Factor);
        Assert.Equal(-273.15, UnitConversion.Between("K", "degC")!.Offset);
        Assert.Equal(1, UnitConversion.Between("K", "degC")!.Factor);
    }

    [Fact]
    public void Oxygen_per_litre_becomes_oxygen_per_kilogram_by_density_and_molar_volume()
    {
        var perLitre = UnitConversion.Between("umol/l", "umol/kg", Oxygen)!;
        Assert.Equal(1, perLitre.DensityPower);
        Assert.Equal(250, perLitre.Convert(256.25, 1025), 1e-9);
        Assert.Equal(256.25, UnitConversion.Between("umol/kg", "mmol m-3", Oxygen)!.Convert(250, 1025), 1e-9);

        // 6 ml/l is 267.9576 umol/l (44.6596 umol per ml), over 1.025 kg/l.
        var volume = UnitConversion.Between("ml/l", "umol/kg", Oxygen)!;
        Assert.Equal(267.9576 / 1.025, volume.Convert(6, 1025), 1e-9);
        Assert.Contains("44.6596", volume.Basis, StringComparison.Ordinal);
        Assert.Equal(267.9576, UnitConversion.Between("ml/l", "umol/l", Oxygen)!.Convert(6), 1e-9);

        // 8 mg/l over 31.9988 g/mol is 250.0094 umol/l.
        Assert.Equal(8000 / 31.9988, UnitConversion.Between("mg/l", "umol/l", Oxygen)!.Convert(8), 1e-9);
        Assert.Equal(8000 / 31.9988 / 1.025, UnitConversion.Between("mg/l", "umol/kg", Oxygen)!.Convert(8, 1025), 1e-9);
        Assert.Equal(120.11, UnitConversion.Between("mmol m-3", "mg m-3", Carbon)!.Convert(10), 1e-9);
    }

    [Theory]
    [InlineData("PSU")]
    [InlineData("1e-3")]
    [InlineData("0.001")]
    [InlineData("PSS-78")]
    [InlineData("psu")]
    [InlineData("ppt")]
    public void Every_spelling_of_practical_salinity_keeps_its_value(string unit) => Assert.True(UnitConversion.Between(unit, "1", Salinity)!.IsIdentity);

    [Theory]
    [InlineData("NTU", "FNU", "measure different things")]
    [InlineData("counts", "mg m-3", "measure different things")]
    [InlineData("degC", "dbar", "measure different things")]
    [InlineData("ppm", "uatm", "measure different things")]
    [InlineData("furlong", "m", "no unit known here")]
    [InlineData("m", "furlong", "no unit known here")]
    [InlineData("mg/l", "umol/l", "mass of a mole")]
    public void What_cannot_be_converted_says_why(string from, string to, string why)
    {
        Assert.Null(UnitConversion.Between(from, to, Nitrate, out var reason));
        Assert.Contains(why, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Absolute_salinity_is_no_practical_salinity()
    {
        Assert.Null(UnitConversion.Between("g/kg", "1", Salinity, out var reason));
        Assert.Contains("practical scale", reason, StringComparison.Ordinal);
        Assert.Equal(0.001, UnitConversion.Between("1e-3", "1")!.Factor);
    }

    [Fact]
    public void Every_conversion_undoes_its_reverse_and_a_detour_changes_nothing()
    {
        string[][] families =
        [
            ["mg m-3", "g m-3", "ug/l", "kg m-3", "ng/ml", "mg/l"],
            ["degC", "K", "degF", "IPTS-68, deg C"],
            ["dbar", "bar", "Pa", "kPa", "psi", "atm", "hPa"],
            ["m s-1", "cm s-1", "knots", "km h-1", "mm/s"],
            ["W m-2 nm-1", "uW cm-2 nm-1", "mW m-2 um-1", "W m-3"],
            ["umol m-2 s-1", "mol m-2 d-1", "uE m-2 s-1"],
            ["umol kg-1", "umol/l", "mmol m-3", "ml/l", "mg/l", "mol kg-1", "nmol/l"],
        ];
        var random = new Random(4);
        foreach (var family in families)
        {
            foreach (var a in family)
            {
                foreach (var b in family)
                {
                    var (there, back) = (UnitConversion.Between(a, b, Oxygen), UnitConversion.Between(b, a, Oxygen));
                    Assert.NotNull(there);
                    Assert.NotNull(back);
                    foreach (var c in family)
                    {
                        var (first, second) = (UnitConversion.Between(a, c, Oxygen)!, UnitConversion.Between(c, b, Oxygen)!);
                        var (value, density) = ((random.NextDouble() * 300) - 2, 1000 + (50 * random.NextDouble()));
                        var once = there.Convert(value, density);
                        AssertClose(value, back.Convert(once, density));
                        AssertClose(once, second.Convert(first.Convert(value, density), density));
                    }
                }
            }
        }

        static void AssertClose(double expected, double actual) => Assert.InRange(Math.Abs(expected - actual), 0, 1e-10 * Math.Max(600, Math.Abs(expected)));
    }

    [Fact]
    public void A_prefix_is_a_power_of_ten_of_every_unit_that_takes_one()
    {
        (string Prefix, double Power)[] prefixes = [("p", 1e-12), ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("c", 1e-2), ("d", 1e-1), ("h", 1e2), ("k", 1e3)];
        foreach (var unit in (string[])["g", "m", "mol", "L", "Pa", "bar", "W", "V", "M"])
        {
            foreach (var (prefix, power) in prefixes)
            {
                Assert.Equal(power, UnitConversion.Between(prefix + unit, unit)!.Factor, power * 1e-15);
                Assert.Equal(power * power, UnitConversion.Between($"{prefix}{unit}2", $"{unit}2")!.Factor, power * power * 1e-15);
            }
        }
    }

    [Fact]
    public void Text_that_is_no_unit_is_compared_as_text()
    {
        Assert.False(UnitText.Differ("class code", "class  code"));
        Assert.True(UnitText.Differ("class code", "m"));
        Assert.False(UnitText.Differ(null, "m"));
        Assert.False(UnitText.Differ("-", "m"));
        Assert.Null(Unit.Parse("dB"));
        Assert.Null(Unit.Parse("days since 1950-01-01"));
    }

    private static VocabularyEntry Entry(string name, string standardName, string unit) =>
        new(name, standardName, unit, double.NegativeInfinity, double.PositiveInfinity, name, new Dictionary<string, IReadOnlyList<string>>());
}
