namespace OceanML.Colocation.Tests;

public sealed class SpectralUnitTests
{
    // 1 mW cm-2 um-1 = 1e-3 W / 1e-4 m2 / 1e3 nm = 0.01 W m-2 nm-1, and so is 1 uW cm-2 nm-1.
    [Theory]
    [InlineData("uW/cm^2/nm", false, 0.01)]
    [InlineData("mW cm-2 um-1", false, 0.01)]
    [InlineData("mW/cm2/µm", false, 0.01)]
    [InlineData("W m-2 nm-1", false, 1.0)]
    [InlineData("W m-2 um-1", false, 0.001)]
    [InlineData("mW m**-2 nm**-1", false, 0.001)]
    [InlineData("uW/cm^2/nm/sr", true, 0.01)]
    [InlineData("mW/cm2/um/sr", true, 0.01)]
    [InlineData("mW cm^-2 um^-1 sr^-1", true, 0.01)]
    [InlineData("W/(m2 um sr)", true, 0.001)]
    [InlineData("mW m-2 nm-1 sr-1", true, 0.001)]
    [InlineData("mW cm-2 um-1", true, null)]
    [InlineData("mW cm-2 um-1 sr-1", false, null)]
    [InlineData("sr-1", true, null)]
    [InlineData("W m-2", false, null)]
    [InlineData("", false, null)]
    [InlineData(null, false, null)]
    public void Units_of_radiance_and_irradiance_become_factors(string? unit, bool isRadiance, double? factor)
    {
        if (factor is null) Assert.Null(SpectralUnit.Factor(unit, isRadiance));
        else Assert.Equal(factor.Value, SpectralUnit.Factor(unit, isRadiance)!.Value, 1e-15);
    }
}
