namespace OceanML.Validation.Tests;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(0.95, 1, 12.706204736174698)]
    [InlineData(0.95, 2, 4.302652729749464)]
    [InlineData(0.95, 6, 2.4469118511449692)]
    [InlineData(0.95, 30, 2.042272456301238)]
    [InlineData(0.99, 10, 3.169272672616873)]
    [InlineData(0.90, 120, 1.6576508993552355)]
    public void Quantiles_agree_with_the_tables(double confidence, double degrees, double expected) =>
        Assert.Equal(expected, StudentT.TwoSided(confidence, degrees), 1e-11 * expected);

    [Theory]
    [InlineData(0.95, 1.959963984540054)]
    [InlineData(0.99, 2.5758293035489004)]
    [InlineData(0.90, 1.6448536269514722)]
    [InlineData(0.9998, 3.719016485455709)]
    public void Quantiles_of_the_normal_distribution_agree_with_the_tables(double confidence, double expected) =>
        Assert.Equal(expected, NormalDistribution.TwoSided(confidence), 1e-11 * expected);

    [Fact]
    public void With_many_degrees_of_freedom_it_becomes_the_normal_distribution() =>
        Assert.Equal(NormalDistribution.TwoSided(0.95), StudentT.TwoSided(0.95, 1e6), 1e-5);
}
