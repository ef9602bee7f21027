using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Evaluates a <see cref="Graph"/> in 32-bit floating point. Rows are taken in blocks of <see cref="BlockRows"/>, so that what flows
/// between operations stays in the cache, and blocks are spread over threads; a row's result depends neither on the number of threads
/// nor on the rows around it. A graph that mixes rows (a mean over the batch, a transposition) is evaluated in one piece.
/// </summary>
/// <remarks>An instance can be used by several threads at once.</remarks>
public sealed class GraphRunner
{
    /// <summary>Rows in a block.</summary>
    public const int BlockRows = 128;

    private readonly GraphProgram program;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="label">How messages name it: its file.</param>
    /// <exception cref="OceanException">An operation is not supported, or a node takes a value that none makes.</exception>
    public GraphRunner(Graph graph, string label = "model")
    {
        Graph = graph;
        Label = label;
        program = GraphProgram.Compile(graph, label);
    }

    /// <summary>The model.</summary>
    public Graph Graph { get; }

    /// <summary>How messages name the model.</summary>
    public string Label { get; }

    /// <summary>Whether every row is evaluated by itself, so that the graph can be run block by block.</summary>
    public bool IsRowWise => program.IsRowWise;

    /// <summary>Names of the operations this evaluates.</summary>
    public static IEnumerable<string> SupportedOperations => GraphKernels.Names;

    /// <summary>Evaluates a graph of one input matrix.</summary>
    /// <param name="rows">The input, row by row; the row length is the width of the graph's only input.</param>
    /// <param name="threads">Number of threads; the result does not depend on it.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="OceanException">The graph has several inputs or the length is no multiple of the width.</exception>
    public IReadOnlyDictionary<string, GraphTensor> Run(float[] rows, int threads = 1)
    {
        if (Graph.Inputs.Count != 1) throw OceanException.BadInput($"{Label}: the model takes {Graph.Inputs.Count} inputs; name them");
        var input = Graph.Inputs[0];
        if (input.Width <= 0 || rows.Length % input.Width != 0)
            throw OceanException.BadInput($"{Label}: '{input.Name}' has rows of {input.Width} values, {rows.Length} were given");
        return Run(new Dictionary<string, GraphTensor> { [input.Name] = GraphTensor.OfFloats(input.Name, rows, rows.Length / input.Width, input.Width) }, threads);
    }

    /// <summary>Evaluates the graph.</summary>
    /// <param name="inputs">A tensor for each input of the graph.</param>
    /// <param name="threads">Number of threads; the result does not depend on it.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="OceanException">An input is missing or does not fit, or shapes within the graph do not agree.</exception>
    public IReadOnlyDictionary<string, GraphTensor> Run(IReadOnlyDictionary<string, GraphTensor> inputs, int threads = 1)
    {
        Check(inputs);
        var rows = Graph.Inputs.Count > 0 && inputs[Graph.Inputs[0].Name].Shape is [var first, ..] ? first : 0;
        var inBlocks = program.IsRowWise && rows > BlockRows && Graph.Inputs.All(input => inputs[input.Name].Shape[0] == rows);
        if (!inBlocks) return program.Run(inputs, new GraphScratch());

        // The first block tells the width of every output.
        var blocks = (rows + BlockRows - 1) / BlockRows;
        var scratch = new GraphScratch();
        var start = program.Run(Block(inputs, 0, rows), scratch);
        var outputs = start.ToDictionary(
            output => output.Key,
            output =>
            {
                var size = checked(output.Value.Length / BlockRows * rows);
                int[] shape = [rows, .. output.Value.Shape.AsSpan(1)];
                return output.Value.Element == GraphElement.Float32 ? GraphTensor.OfFloats(output.Key, new float[size], shape) : GraphTensor.OfIntegers(output.Key, new long[size], shape);
            });
        Keep(start, outputs, 0);
        if (threads <= 1)
        {
            for (var block = 1; block < blocks; block++) Keep(program.Run(Block(inputs, block, rows), scratch), outputs, block);
        }
        else
        {
            Parallel.For(1, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, static () => new GraphScratch(), (block, _, own) =>
            {
                Keep(program.Run(Block(inputs, block, rows), own), outputs, block);
                return own;
            }, static _ => { });
        }

        return outputs;
    }

    private static Dictionary<string, GraphTensor> Block(IReadOnlyDictionary<string, GraphTensor> inputs, int block, int rows)
    {
        var (from, count) = (block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows)));
        var part = new Dictionary<string, GraphTensor>(inputs.Count);
        foreach (var (name, tensor) in inputs)
        {
            var width = tensor.Length / rows;
            int[] shape = [count, .. tensor.Shape.AsSpan(1)];
            part[name] = tensor.Element == GraphElement.Float32
                ? GraphTensor.OfFloats(name, tensor.Floats.AsSpan(from * width, count * width).ToArray(), shape)
                : GraphTensor.OfIntegers(name, tensor.Integers.AsSpan(from * width, count * width).ToArray(), shape);
        }

        return part;
    }

    private static void Keep(Dictionary<string, GraphTensor> part, Dictionary<string, GraphTensor> outputs, int block)
    {
        foreach (var (name, whole) in outputs)
        {
            var width = whole.Length / whole.Shape[0];
            if (whole.Element == GraphElement.Float32) part[name].Floats.CopyTo(whole.Floats.AsSpan(block * BlockRows * width));
            else part[name].Integers.CopyTo(whole.Integers.AsSpan(block * BlockRows * width));
        }
    }

    private void Check(IReadOnlyDictionary<string, GraphTensor> inputs)
    {
        foreach (var input in Graph.Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out var given)) throw OceanException.Missing(Label, "input given", input.Name, inputs.Keys);
            var fits = given.Element == input.Element && (input.Shape.Count == 0 || given.Shape.Length == input.Shape.Count);
            for (var i = 0; fits && i < input.Shape.Count; i++) fits = input.Shape[i].Symbol is not null || input.Shape[i].Size == given.Shape[i];
            if (!fits)
            {
                var wanted = string.Join(",", input.Shape.Select(dimension => dimension.Symbol ?? $"{dimension.Size}"));
                throw OceanException.BadInput($"{Label}: input '{input.Name}' has the shape [{wanted}], [{string.Join(",", given.Shape)}] was given");
            }
        }
    }
}
