using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.NetCdf;

public sealed class LogarithmicUnitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("lg(re mg.m-3)", 10.0, "mg.m-3")]
    [InlineData("lg(re: 1 mg m-3)", 10.0, "mg m-3")]
    [InlineData("lg ( re g.m-3)", 10.0, "g.m-3")]
    [InlineData("ln(re 1 Pa)", Math.E, "Pa")]
    [InlineData("lb(re 1)", 2.0, "1")]
    public void The_unit_inside_is_read(string unit, double @base, string linear) =>
        Assert.Equal(new LogarithmicUnit(@base, linear), LogarithmicUnit.Of(unit));

    [Theory]
    [InlineData("mg m-3")]
    [InlineData("lm")]
    [InlineData("lg(chl)")]
    [InlineData("log10(mg m-3)")]
    [InlineData("lg(real)")]
    [InlineData(null)]
    public void Other_units_are_left_alone(string? unit) => Assert.Null(LogarithmicUnit.Of(unit));

    [Fact]
    public void Values_and_their_valid_range_come_in_the_unit_inside()
    {
        using (var writer = NetCdfWriter.Create(folder["log.nc"]))
        {
            writer.Root.Dimension("x", 5);
            var chl = writer.Root.Variable("CHL", NetCdfType.UInt8, "x").Fill(255).Attribute("units", "lg(re mg.m-3)")
                .Attribute("scale_factor", NetCdfType.Float64, 0.01).Attribute("add_offset", NetCdfType.Float64, -1)
                .Attribute("valid_min", NetCdfType.UInt8, 0).Attribute("valid_max", NetCdfType.UInt8, 200);
            chl.Write([-1, 0, 1, double.NaN, 1.5]);
            writer.Close();
        }

        using var file = NetCdfFile.Open(folder["log.nc"]);
        var variable = file["CHL"];
        Assert.Equal("mg.m-3", variable.Unit);
        Assert.Equal((0.1, 10.0), variable.ValidRange);
        Assert.Equal([0.1, 1, 10, double.NaN, double.NaN], variable.ReadDoubles().Select(value => Math.Round(value, 12)));
    }
}
