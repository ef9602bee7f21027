namespace OceanML.Core;

/// <summary>One test of a quality control plan, as configured.</summary>
/// <param name="Test">The type of the test, e.g. <c>spike</c>.</param>
/// <param name="Name">What reports and options call it; several tests of one name share a bit and a line of the report.</param>
/// <param name="Settings">Its settings; what is not set is the test's default.</param>
/// <param name="IsOptional">Whether it runs only when named.</param>
public sealed record TestSettings(string Test, string Name, Settings Settings, bool IsOptional = false);
