using OceanML.Core;

namespace OceanML.Learning;

/// <summary>One evaluation of a graph made ready.</summary>
/// <param name="Node">The node, for its settings and for messages.</param>
/// <param name="Kernel">What evaluates it.</param>
/// <param name="Arguments">Which values it takes; -1 for an optional input left out.</param>
/// <param name="Results">Which values it makes; -1 for one that nobody asked for.</param>
internal sealed record GraphStep(GraphNode Node, GraphKernels.Kernel Kernel, int[] Arguments, int[] Results)
{
    /// <summary>Which of a thread's arrays it writes to; steps share one only where the values of each are done with before the next writes.</summary>
    public int Scratch { get; init; }
}
