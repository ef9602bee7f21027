using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Recurrent layers in the order of gates and biases that ONNX defines; sigmoid gates and hyperbolic tangents.</summary>
internal static class RecurrentKernels
{
    public static GraphTensor[] Lstm(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        if (arguments.Length > 7 && arguments[7] is not null) throw new ArgumentException("peepholes are not supported");
        if (node.Integer("input_forget", 0) != 0) throw new ArgumentException("coupled gates are not supported");
        return Run(node, arguments, scratch, 4, ["Sigmoid", "Tanh", "Tanh"], static (layer, gates, _, hidden, cell) =>
        {
            // Gates: input, output, forget, cell.
            var width = layer.Hidden;
            for (var row = 0; row < layer.Rows; row++)
            {
                var line = gates.AsSpan(row * 4 * width, 4 * width);
                for (var i = 0; i < width; i++)
                {
                    var (input, output, forget) = (Sigmoid(line[i]), Sigmoid(line[width + i]), Sigmoid(line[(2 * width) + i]));
                    ref var c = ref cell[(row * width) + i];
                    c = (forget * c) + (input * Tanh(line[(3 * width) + i]));
                    hidden[(row * width) + i] = output * Tanh(c);
                }
            }
        });
    }

    public static GraphTensor[] Gru(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var after = node.Integer("linear_before_reset", 0) != 0;
        return Run(node, arguments, scratch, 3, ["Sigmoid", "Tanh"], (layer, gates, fromHidden, hidden, cell) =>
        {
            // Gates: update, reset, hidden. Where the reset comes before the product, the last third of the recurrent product is taken again.
            var width = layer.Hidden;
            if (!after)
            {
                for (var row = 0; row < layer.Rows; row++)
                {
                    for (var i = 0; i < width; i++)
                    {
                        var at = (row * 3 * width) + width + i;
                        cell[(row * width) + i] = Sigmoid(gates[at] + fromHidden![at]) * hidden[(row * width) + i];
                    }
                }

                layer.Again(cell, fromHidden!);
            }

            for (var row = 0; row < layer.Rows; row++)
            {
                for (var i = 0; i < width; i++)
                {
                    var at = (row * 3 * width) + i;
                    var (update, reset) = (Sigmoid(gates[at] + fromHidden![at]), Sigmoid(gates[at + width] + fromHidden[at + width]));
                    var recurrent = fromHidden[at + (2 * width)];
                    var candidate = Tanh(gates[at + (2 * width)] + (after ? reset * recurrent : recurrent));
                    ref var h = ref hidden[(row * width) + i];
                    h = ((1 - update) * candidate) + (update * h);
                }
            }
        });
    }

    public static GraphTensor[] Rnn(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) =>
        Run(node, arguments, scratch, 1, ["Tanh"], static (layer, gates, _, hidden, _) =>
        {
            for (var i = 0; i < layer.Rows * layer.Hidden; i++) hidden[i] = Tanh(gates[i]);
        });

    /// <summary>One step: sums of gates (with the recurrent part for LSTM and RNN, without it for GRU, which has it apart) to the new state.</summary>
    private delegate void Step(Layer layer, float[] gates, float[]? fromHidden, float[] hidden, float[] cell);

    private static GraphTensor[] Run(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch, int gateCount, string[] usual, Step step)
    {
        var (x, w, r) = (arguments[0]!, arguments[1]!, arguments[2]!);
        var swapped = node.Integer("layout", 0) != 0;
        if (x.Shape.Length != 3 || w.Shape.Length != 3 || r.Shape.Length != 3) throw new ArgumentException("a recurrent layer takes three dimensions");
        var (steps, rows, inputs) = swapped ? (x.Shape[1], x.Shape[0], x.Shape[2]) : (x.Shape[0], x.Shape[1], x.Shape[2]);
        var (directions, width) = (w.Shape[0], r.Shape[2]);
        if (w.Shape[1] != gateCount * width || w.Shape[2] != inputs || r.Shape[1] != gateCount * width) throw new ArgumentException("weights and input do not fit");
        if (arguments.Length > 4 && arguments[4] is not null) throw new ArgumentException("sequences of different lengths are not supported");
        if (node.Number("clip", 0) != 0) throw new ArgumentException("clipped cells are not supported");
        if (node.Texts("activations") is { } asked && !asked.SequenceEqual(Enumerable.Repeat(usual, directions).SelectMany(names => names)))
            throw new ArgumentException($"the activations {string.Join(", ", asked)} are not supported, {string.Join(", ", usual)} are");
        var direction = node.Text("direction", "forward");
        var (values, all) = (ElementKernels.Floats(x), scratch.Floats(steps * directions * rows * width));
        var (lastHidden, lastCell) = (scratch.Floats(directions * rows * width, 1), scratch.Floats(directions * rows * width, 2));
        for (var d = 0; d < directions; d++)
        {
            var layer = new Layer(scratch, d, arguments, gateCount, rows, inputs, width);
            var (hidden, cell) = (layer.Start(arguments, 5, d, swapped), layer.Start(arguments, 6, d, swapped));
            for (var turn = 0; turn < steps; turn++)
            {
                var at = direction == "reverse" || d == 1 ? steps - 1 - turn : turn;
                layer.Take(values, at, steps, swapped);
                step(layer, layer.Gates, layer.FromHidden(hidden), hidden, cell);
                for (var row = 0; row < rows; row++)
                {
                    var to = swapped ? ((row * steps) + at) * directions + d : (((at * directions) + d) * rows) + row;
                    hidden.AsSpan(row * width, width).CopyTo(all.AsSpan(to * width));
                }
            }

            for (var row = 0; row < rows; row++)
            {
                var to = swapped ? (row * directions) + d : (d * rows) + row;
                hidden.AsSpan(row * width, width).CopyTo(lastHidden.AsSpan(to * width));
                cell.AsSpan(row * width, width).CopyTo(lastCell.AsSpan(to * width));
            }
        }

        int[] last = swapped ? [rows, directions, width] : [directions, rows, width];
        return
        [
            GraphTensor.OfFloats("", all, swapped ? [rows, steps, directions, width] : [steps, directions, rows, width]),
            GraphTensor.OfFloats("", lastHidden, last),
            GraphTensor.OfFloats("", lastCell, last),
        ];
    }

    private static float Sigmoid(float x) => VectorFunctions.Sigmoid(Vector256.CreateScalar(x))[0];

    private static float Tanh(float x) => VectorFunctions.Tanh(Vector256.CreateScalar(x))[0];

    /// <summary>The weights of one direction, turned so that a step is a product of rows, and what a step works on.</summary>
    private sealed class Layer
    {
        private readonly int gateCount;
        private readonly int inputs;
        private readonly float[] input;
        private readonly float[] recurrent;
        private readonly float[] last;
        private readonly float[] bias;
        private readonly float[] recurrentBias;
        private readonly float[] taken;
        private readonly float[] fromHidden;

        public Layer(GraphScratch scratch, int direction, GraphTensor?[] arguments, int gateCount, int rows, int inputs, int hidden)
        {
            (this.gateCount, Rows, this.inputs, Hidden) = (gateCount, rows, inputs, hidden);
            var wide = gateCount * hidden;
            input = MatrixKernels.Turned(ElementKernels.Floats(arguments[1]!).AsSpan(direction * wide * inputs, wide * inputs).ToArray(), wide, inputs);
            recurrent = MatrixKernels.Turned(ElementKernels.Floats(arguments[2]!).AsSpan(direction * wide * hidden, wide * hidden).ToArray(), wide, hidden);
            (bias, recurrentBias) = (new float[wide], new float[wide]);
            if (arguments.Length > 3 && arguments[3] is { } biases)
            {
                biases.Floats.AsSpan(direction * 2 * wide, wide).CopyTo(bias);
                biases.Floats.AsSpan(((direction * 2) + 1) * wide, wide).CopyTo(recurrentBias);
            }

            last = new float[hidden * hidden];
            for (var i = 0; i < hidden; i++) recurrent.AsSpan((i * wide) + wide - hidden, hidden).CopyTo(last.AsSpan(i * hidden));
            (Gates, fromHidden, taken) = (scratch.Floats(rows * wide, 3), scratch.Floats(rows * wide, 4), scratch.Floats(rows * inputs, 5));
        }

        public int Rows { get; }

        public int Hidden { get; }

        public float[] Gates { get; }

        public float[] Start(GraphTensor?[] arguments, int place, int direction, bool swapped)
        {
            var state = new float[Rows * Hidden];
            if (arguments.Length <= place || arguments[place] is not { } given) return state;
            var directions = given.Length / state.Length;
            for (var row = 0; row < Rows; row++)
                given.Floats.AsSpan((swapped ? (row * directions) + direction : (direction * Rows) + row) * Hidden, Hidden).CopyTo(state.AsSpan(row * Hidden));
            return state;
        }

        /// <summary>The sums of the gates that come from the input of a step.</summary>
        public void Take(float[] x, int step, int steps, bool swapped)
        {
            var source = x.AsSpan(swapped ? 0 : step * Rows * inputs);
            if (swapped)
            {
                for (var row = 0; row < Rows; row++) x.AsSpan(((row * steps) + step) * inputs, inputs).CopyTo(taken.AsSpan(row * inputs));
                source = taken;
            }

            MatrixKernels.Multiply(source, input, Gates, Rows, inputs, gateCount * Hidden);
            AddRow(Gates, bias);
        }

        /// <summary>The sums of the gates that come from the state; added to the others, but for GRU, whose reset acts on them.</summary>
        public float[]? FromHidden(float[] hidden)
        {
            MatrixKernels.Multiply(hidden, recurrent, fromHidden, Rows, Hidden, gateCount * Hidden);
            AddRow(fromHidden, recurrentBias);
            if (gateCount == 3) return fromHidden;
            for (var i = 0; i < fromHidden.Length; i++) Gates[i] += fromHidden[i];
            return null;
        }

        /// <summary>The last gate's recurrent sums from another state.</summary>
        public void Again(float[] state, float[] sums)
        {
            var made = new float[Rows * Hidden];
            MatrixKernels.Multiply(state, last, made, Rows, Hidden, Hidden);
            var wide = gateCount * Hidden;
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 0; i < Hidden; i++) sums[(row * wide) + wide - Hidden + i] = made[(row * Hidden) + i] + recurrentBias[wide - Hidden + i];
            }
        }

        private static void AddRow(float[] values, float[] row)
        {
            for (var at = 0; at < values.Length; at += row.Length)
            {
                for (var i = 0; i < row.Length; i++) values[at + i] += row[i];
            }
        }
    }
}
