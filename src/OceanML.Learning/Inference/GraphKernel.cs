using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Evaluates one node.</summary>
/// <param name="node">The node, for its settings.</param>
/// <param name="arguments">What it takes; null for an optional input left out.</param>
/// <param name="scratch">Where the result may be kept.</param>
internal delegate GraphTensor GraphKernel(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch);
