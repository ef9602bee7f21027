namespace OceanML.Core;

/// <summary>A value that flows through a graph under construction; see <see cref="GraphBuilder"/>.</summary>
/// <param name="Name">Its name in the graph.</param>
public readonly record struct GraphSignal(string Name);
