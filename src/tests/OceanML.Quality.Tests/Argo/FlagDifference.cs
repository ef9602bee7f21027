namespace OceanML.Tests.Quality;

/// <summary>A value that a data centre alone flags with 3 or 4, or that a test of ours alone does.</summary>
/// <param name="File">The file, without extension.</param>
/// <param name="Variable">Canonical name.</param>
/// <param name="Test">The test of ours that fired; empty where the centre alone flags.</param>
/// <param name="Pressure">Raw pressure (dbar).</param>
/// <param name="Cycle">Number of the cycle.</param>
/// <param name="Centre">The flag of the centre.</param>
/// <param name="Ours">Our flag.</param>
/// <param name="Mode">Data mode of the variable, where the file tells.</param>
internal sealed record FlagDifference(string File, string Variable, string Test, double Pressure, int Cycle, char Centre, char Ours, string? Mode);
