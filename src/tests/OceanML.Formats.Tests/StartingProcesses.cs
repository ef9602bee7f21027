namespace OceanML.Formats.Tests;

/// <summary>
/// Tests that start other programs run while no other test does: HDF5 locks the files it writes, and a program started meanwhile holds on to the
/// lock, so that the file could not be opened again.
/// </summary>
[CollectionDefinition(nameof(StartingProcesses), DisableParallelization = true)]
public sealed class StartingProcesses;
