using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Evaluates one node that makes several values.</summary>
/// <param name="node">The node, for its settings and for which of its outputs are wanted.</param>
/// <param name="arguments">What it takes; null for an optional input left out.</param>
/// <param name="scratch">Where results may be kept.</param>
/// <returns>The values in the order of the operation's outputs; at least as many as the node names.</returns>
internal delegate GraphTensor[] GraphKernelOfSeveral(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch);
