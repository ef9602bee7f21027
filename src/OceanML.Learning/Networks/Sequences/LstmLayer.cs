using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; with the forget gate of Gers et al. 2000),
/// as in PyTorch and ONNX: i, f, o = σ(x·W + h·U + b), g = tanh(x·W + h·U + b), c = f·c + i·g, h = o·tanh(c), from h = c = 0.
/// </summary>
/// <param name="input">What goes in.</param>
/// <param name="units">Numbers of the state; all of them come out at every step.</param>
public sealed unsafe class LstmLayer(SignalShape input, int units) : RecurrentLayer(input, units, ["input", "forget", "cell", "output"])
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "lstm";

    private static readonly string[] Order = ["input", "output", "forget", "cell"];

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The layer that settings ask for: <c>units</c>, 48 unless given.</summary>
    public static LstmLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("units");
        return new LstmLayer(input, settings.Integer("units", 48));
    }

    /// <inheritdoc/>
    /// <remarks>The gates after their functions [steps, rows, 4 · units], the cells and their tanh [steps, rows, units].</remarks>
    public override int MemorySize(int rows) => 6 * Output.Size(rows);

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 4 * Units * (Inputs + Units) + 6 * SignalShape.PadRows(rows) * Units;

    /// <summary>As other recurrent layers, with forget gates that begin open: bias 1 (Jozefowicz et al. 2015).</summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        base.Initialise(parameters, random);
        parameters.Slice(Biases + Units, Output.Width).Fill(1);
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (rows, units) = (pass.Rows, Units);
        var size = (long)rows * units;
        float* cells = pass.Memory + 4 * Input.Steps * size, squashed = cells + Input.Steps * size;
        for (var step = 0; step < Input.Steps; step++)
        {
            float* gates = pass.Memory + 4 * step * size, h = pass.Output + step * size;
            for (var gate = 0; gate < 4; gate++)
            {
                BlockedProducts.Multiply(
                    pass.Input + (long)step * rows * Inputs, Inputs, pass.Parameters + gate * Inputs * units, units, pass.Parameters + Biases + gate * units, gates + gate * units, 4 * units, rows, Inputs, units, add: false);
                if (step > 0) BlockedProducts.Multiply(h - size, units, pass.Parameters + Recurrent + gate * units * units, units, null, gates + gate * units, 4 * units, rows, units, units, add: true);
            }

            Open(gates, step > 0 ? cells + (step - 1) * size : null, cells + step * size, squashed + step * size, h, rows, units);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var (rows, inputs, units) = (pass.Rows, Inputs, Units);
        var size = (long)rows * units;
        float* cells = pass.Memory + 4 * Input.Steps * size, squashed = cells + Input.Steps * size;
        float* inputTurned = pass.Scratch, recurrentTurned = inputTurned + 4 * units * inputs, sums = recurrentTurned + 4 * units * units;
        float* dh = sums + 4 * size, dc = dh + size;
        Stack(pass.Parameters + Recurrent, recurrentTurned, 4, units, units);
        if (pass.InputGradient is not null) Stack(pass.Parameters, inputTurned, 4, inputs, units);
        if (pass.Gradient is not null) new Span<float>(pass.Gradient + Recurrent, 4 * units * units).Clear();
        for (var step = Input.Steps - 1; step >= 0; step--)
        {
            var last = step == Input.Steps - 1;
            float* x = pass.Input + (long)step * rows * inputs;
            Close(pass.Memory + 4 * step * size, step > 0 ? cells + (step - 1) * size : null, squashed + step * size, pass.OutputGradient + step * size, last ? null : dh, dc, sums, rows, units);
            if (pass.Gradient is not null) BlockedProducts.SumRows(sums, 4 * units, pass.Gradient + Biases, rows, 4 * units, add: !last);
            for (var gate = 0; gate < 4 && pass.Gradient is not null; gate++)
            {
                var d = sums + gate * units;
                BlockedProducts.Outer(x, inputs, d, 4 * units, pass.Gradient + gate * inputs * units, units, rows, inputs, units, add: !last);
                if (step > 0) BlockedProducts.Outer(pass.Output + (step - 1) * size, units, d, 4 * units, pass.Gradient + Recurrent + gate * units * units, units, rows, units, units, add: true);
            }

            if (pass.InputGradient is not null)
                BlockedProducts.Multiply(sums, 4 * units, inputTurned, inputs, null, pass.InputGradient + (long)step * rows * inputs, inputs, rows, 4 * units, inputs, add: false);
            if (step > 0) BlockedProducts.Multiply(sums, 4 * units, recurrentTurned, units, null, dh, units, rows, 4 * units, units, add: false);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The signal takes all (Arras et al. 2017, doi:10.18653/v1/W17-5221; 2019, doi:10.1007/978-3-030-28954-6_11): where a gate multiplies
    /// a signal, the signal carries the relevance and the gate none. The cell divides it between its former self f·c and what is new i·g,
    /// the latter between inputs, state and bias, both by the epsilon rule, which stands for every rule here.
    /// </remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var (rows, inputs, units) = (pass.Rows, Inputs, Units);
        var size = (long)rows * units;
        var cells = pass.Memory + 4 * Input.Steps * size;
        float* weights = pass.Parameters + 2 * inputs * units, recurrent = pass.Parameters + Recurrent + 2 * units * units;
        float* inputTurned = pass.Scratch, recurrentTurned = inputTurned + 4 * units * inputs, sums = recurrentTurned + 4 * units * units;
        float* carried = sums + size, kept = carried + size;
        Stack(weights, inputTurned, 1, inputs, units);
        Stack(recurrent, recurrentTurned, 1, units, units);
        new Span<float>(carried, (int)(2 * size)).Clear();
        for (var step = Input.Steps - 1; step >= 0; step--)
        {
            float* gates = pass.Memory + 4 * step * size, cell = cells + step * size, x = pass.Input + (long)step * rows * inputs;
            BlockedProducts.Multiply(x, inputs, weights, units, pass.Parameters + Biases + 2 * units, sums, units, rows, inputs, units, add: false);
            if (step > 0) BlockedProducts.Multiply(pass.Output + (step - 1) * size, units, recurrent, units, null, sums, units, rows, units, units, add: true);
            for (var i = 0L; i < size; i += 8)
            {
                var (row, unit) = Math.DivRem(i, units);
                var gate = gates + row * 4 * units + unit;
                var share = RelevanceShares.Divide(Vector256.Load(pass.OutputGradient + step * size + i) + Vector256.Load(carried + i) + Vector256.Load(kept + i), Vector256.Load(cell + i), rule.Epsilon);
                (step > 0 ? share * Vector256.Load(gate + units) * Vector256.Load(cell - size + i) : Vector256<float>.Zero).Store(kept + i);
                RelevanceShares.Divide(share * Vector256.Load(gate) * Vector256.Load(gate + 2 * units), Vector256.Load(sums + i), rule.Epsilon).Store(sums + i);
            }

            var below = pass.InputGradient + (long)step * rows * inputs;
            BlockedProducts.Multiply(sums, units, inputTurned, inputs, null, below, inputs, rows, units, inputs, add: false);
            RelevanceShares.Multiply(below, x, (long)rows * inputs);
            if (step == 0) break;
            BlockedProducts.Multiply(sums, units, recurrentTurned, units, null, carried, units, rows, units, units, add: false);
            RelevanceShares.Multiply(carried, pass.Output + (step - 1) * size, size);
        }
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => AddOperator(export, x, "LSTM", Order, null);

    /// <inheritdoc/>
    public override void Load(Func<string, GraphTensor> tensors, Span<float> parameters) => LoadOperator(tensors, parameters, Order);

    /// <summary>From the sums of a step to its gates, cell and state.</summary>
    private static void Open(float* gates, float* before, float* cell, float* squashed, float* h, int rows, int units)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < units; unit += 8)
            {
                var input = VectorFunctions.Sigmoid(Vector256.Load(gates + unit));
                var forget = VectorFunctions.Sigmoid(Vector256.Load(gates + units + unit));
                var fresh = VectorFunctions.Tanh(Vector256.Load(gates + 2 * units + unit));
                var output = VectorFunctions.Sigmoid(Vector256.Load(gates + 3 * units + unit));
                var c = input * fresh;
                if (before is not null) c = Vector256.FusedMultiplyAdd(forget, Vector256.Load(before + unit), c);
                var tanh = VectorFunctions.Tanh(c);
                input.Store(gates + unit);
                forget.Store(gates + units + unit);
                fresh.Store(gates + 2 * units + unit);
                output.Store(gates + 3 * units + unit);
                c.Store(cell + unit);
                tanh.Store(squashed + unit);
                (output * tanh).Store(h + unit);
            }

            gates += 4 * units;
            if (before is not null) before += units;
            cell += units;
            squashed += units;
            h += units;
        }
    }

    /// <summary>From the gradient of a step's state and cell to that of its sums and of the cell before; <paramref name="later"/> null at the last step.</summary>
    private static void Close(float* gates, float* before, float* squashed, float* above, float* later, float* dc, float* sums, int rows, int units)
    {
        var one = Vector256<float>.One;
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < units; unit += 8)
            {
                var (input, forget) = (Vector256.Load(gates + unit), Vector256.Load(gates + units + unit));
                var (fresh, output) = (Vector256.Load(gates + 2 * units + unit), Vector256.Load(gates + 3 * units + unit));
                var tanh = Vector256.Load(squashed + unit);
                var dh = Vector256.Load(above + unit);
                if (later is not null) dh += Vector256.Load(later + unit);
                var cell = dh * output * (one - tanh * tanh);
                if (later is not null) cell += Vector256.Load(dc + unit);
                (cell * fresh * input * (one - input)).Store(sums + unit);
                (before is null ? Vector256<float>.Zero : cell * Vector256.Load(before + unit) * forget * (one - forget)).Store(sums + units + unit);
                (cell * input * (one - fresh * fresh)).Store(sums + 2 * units + unit);
                (dh * tanh * output * (one - output)).Store(sums + 3 * units + unit);
                (cell * forget).Store(dc + unit);
            }

            gates += 4 * units;
            if (before is not null) before += units;
            squashed += units;
            above += units;
            if (later is not null) later += units;
            dc += units;
            sums += 4 * units;
        }
    }
}
