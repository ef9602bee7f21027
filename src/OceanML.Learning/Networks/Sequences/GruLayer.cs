using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014, doi:10.3115/v1/D14-1179) in the form of PyTorch, where the reset gate comes after the recurrent
/// product: r, z = σ(x·W + h·U + b), n = tanh(x·W + b + r·(h·U + b′)), h = (1 - z)·n + z·h, from h = 0.
/// </summary>
/// <param name="input">What goes in.</param>
/// <param name="units">Numbers of the state; all of them come out at every step.</param>
public sealed unsafe class GruLayer(SignalShape input, int units)
    : RecurrentLayer(input, units, ["reset", "update", "candidate"], ParameterBlock.Row("candidate_recurrent_bias", units))
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "gru";

    private static readonly string[] Order = ["update", "reset", "candidate"];

    /// <inheritdoc/>
    public override string Kind => Name;

    private int RecurrentBias => Biases + 3 * Units;

    /// <summary>The layer that settings ask for: <c>units</c>, 48 unless given.</summary>
    public static GruLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("units");
        return new GruLayer(input, settings.Integer("units", 48));
    }

    /// <inheritdoc/>
    /// <remarks>The gates after their functions [steps, rows, 3 · units] and h·U + b′ of the candidate [steps, rows, units].</remarks>
    public override int MemorySize(int rows) => 4 * Output.Size(rows);

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 3 * Units * (Inputs + Units) + 5 * SignalShape.PadRows(rows) * Units;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (rows, units) = (pass.Rows, Units);
        var size = (long)rows * units;
        for (var step = 0; step < Input.Steps; step++)
        {
            float* gates = pass.Memory + 3 * step * size, recurrent = pass.Memory + (3 * Input.Steps + step) * size, h = pass.Output + step * size;
            for (var gate = 0; gate < 3; gate++)
            {
                BlockedProducts.Multiply(
                    pass.Input + (long)step * rows * Inputs, Inputs, pass.Parameters + gate * Inputs * units, units, pass.Parameters + Biases + gate * units, gates + gate * units, 3 * units, rows, Inputs, units, add: false);
                if (step > 0 && gate < 2) BlockedProducts.Multiply(h - size, units, pass.Parameters + Recurrent + gate * units * units, units, null, gates + gate * units, 3 * units, rows, units, units, add: true);
            }

            // Before the first step the state is zero: what is left of the product is its bias.
            BlockedProducts.Multiply(step > 0 ? h - size : h, units, pass.Parameters + Recurrent + 2 * units * units, units, pass.Parameters + RecurrentBias, recurrent, units, rows, step > 0 ? units : 0, units, add: false);
            Open(gates, recurrent, step > 0 ? h - size : null, h, rows, units);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var (rows, inputs, units) = (pass.Rows, Inputs, Units);
        var size = (long)rows * units;
        float* inputTurned = pass.Scratch, recurrentTurned = inputTurned + 3 * units * inputs, sums = recurrentTurned + 3 * units * units, dh = sums + 4 * size;
        Stack(pass.Parameters + Recurrent, recurrentTurned, 3, units, units);
        if (pass.InputGradient is not null) Stack(pass.Parameters, inputTurned, 3, inputs, units);
        if (pass.Gradient is not null) new Span<float>(pass.Gradient + Recurrent, 3 * units * units).Clear();
        for (var step = Input.Steps - 1; step >= 0; step--)
        {
            var last = step == Input.Steps - 1;
            float* x = pass.Input + (long)step * rows * inputs, before = step > 0 ? pass.Output + (step - 1) * size : null;
            Close(pass.Memory + 3 * step * size, pass.Memory + (3 * Input.Steps + step) * size, before, pass.OutputGradient + step * size, last ? null : dh, dh, sums, rows, units);
            if (pass.Gradient is not null) BlockedProducts.SumRows(sums, 4 * units, pass.Gradient + Biases, rows, 4 * units, add: !last);
            for (var gate = 0; gate < 4 && pass.Gradient is not null; gate++)
            {
                var d = sums + gate * units;
                if (gate < 3) BlockedProducts.Outer(x, inputs, d, 4 * units, pass.Gradient + gate * inputs * units, units, rows, inputs, units, add: !last);
                if (step > 0 && gate != 2) BlockedProducts.Outer(before, units, d, 4 * units, pass.Gradient + Recurrent + Math.Min(gate, 2) * units * units, units, rows, units, units, add: true);
            }

            if (pass.InputGradient is not null)
                BlockedProducts.Multiply(sums, 4 * units, inputTurned, inputs, null, pass.InputGradient + (long)step * rows * inputs, inputs, rows, 3 * units, inputs, add: false);
            if (step == 0) break;
            BlockedProducts.Multiply(sums, 4 * units, recurrentTurned, units, null, dh, units, rows, 2 * units, units, add: true);
            BlockedProducts.Multiply(sums + 3 * units, 4 * units, recurrentTurned + 2 * units * units, units, null, dh, units, rows, units, units, add: true);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The signal takes all, as in <see cref="LstmLayer"/>: the state divides its relevance between what is kept z·h and what is new
    /// (1 - z)·n; the latter goes to inputs, biases and, through r as a constant, the state before. The epsilon rule stands for every rule here.
    /// </remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var (rows, inputs, units) = (pass.Rows, Inputs, Units);
        var size = (long)rows * units;
        float* weights = pass.Parameters + 2 * inputs * units, recurrent = pass.Parameters + Recurrent + 2 * units * units;
        float* inputTurned = pass.Scratch, recurrentTurned = inputTurned + 3 * units * inputs, sums = recurrentTurned + 3 * units * units;
        float* scaled = sums + size, carried = scaled + size, kept = carried + size;
        Stack(weights, inputTurned, 1, inputs, units);
        Stack(recurrent, recurrentTurned, 1, units, units);
        new Span<float>(carried, (int)(2 * size)).Clear();
        for (var step = Input.Steps - 1; step >= 0; step--)
        {
            float* gates = pass.Memory + 3 * step * size, product = pass.Memory + (3 * Input.Steps + step) * size;
            float* x = pass.Input + (long)step * rows * inputs, h = pass.Output + step * size;
            BlockedProducts.Multiply(x, inputs, weights, units, pass.Parameters + Biases + 2 * units, sums, units, rows, inputs, units, add: false);
            for (var i = 0L; i < size; i += 8)
            {
                var (row, unit) = Math.DivRem(i, units);
                var gate = gates + row * 3 * units + unit;
                var (reset, update, candidate) = (Vector256.Load(gate), Vector256.Load(gate + units), Vector256.Load(gate + 2 * units));
                var share = RelevanceShares.Divide(Vector256.Load(pass.OutputGradient + step * size + i) + Vector256.Load(carried + i) + Vector256.Load(kept + i), Vector256.Load(h + i), rule.Epsilon);
                (step > 0 ? share * update * Vector256.Load(h - size + i) : Vector256<float>.Zero).Store(kept + i);
                var fresh = share * (Vector256<float>.One - update) * candidate;
                share = RelevanceShares.Divide(fresh, Vector256.FusedMultiplyAdd(reset, Vector256.Load(product + i), Vector256.Load(sums + i)), rule.Epsilon);
                share.Store(sums + i);
                (share * reset).Store(scaled + i);
            }

            var below = pass.InputGradient + (long)step * rows * inputs;
            BlockedProducts.Multiply(sums, units, inputTurned, inputs, null, below, inputs, rows, units, inputs, add: false);
            RelevanceShares.Multiply(below, x, (long)rows * inputs);
            if (step == 0) break;
            BlockedProducts.Multiply(scaled, units, recurrentTurned, units, null, carried, units, rows, units, units, add: false);
            RelevanceShares.Multiply(carried, h - size, size);
        }
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        var bias = new float[3 * Output.Width];
        export.Values("candidate_recurrent_bias").CopyTo(bias, 2 * Output.Width);
        return AddOperator(export, x, "GRU", Order, bias, ("linear_before_reset", GraphAttribute.Of(1L)));
    }

    /// <inheritdoc/>
    public override void Load(Func<string, GraphTensor> tensors, Span<float> parameters)
    {
        var bias = LoadOperator(tensors, parameters, Order);
        Blocks[^1].Pad(bias.Slice(2 * Output.Width, Output.Width), parameters[RecurrentBias..]);
    }

    /// <summary>From the sums of a step to its gates and state.</summary>
    private static void Open(float* gates, float* recurrent, float* before, float* h, int rows, int units)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < units; unit += 8)
            {
                var reset = VectorFunctions.Sigmoid(Vector256.Load(gates + unit));
                var update = VectorFunctions.Sigmoid(Vector256.Load(gates + units + unit));
                var candidate = VectorFunctions.Tanh(Vector256.FusedMultiplyAdd(reset, Vector256.Load(recurrent + unit), Vector256.Load(gates + 2 * units + unit)));
                var held = before is null ? Vector256<float>.Zero : Vector256.Load(before + unit);
                reset.Store(gates + unit);
                update.Store(gates + units + unit);
                candidate.Store(gates + 2 * units + unit);
                Vector256.FusedMultiplyAdd(update, held - candidate, candidate).Store(h + unit);
            }

            gates += 3 * units;
            recurrent += units;
            if (before is not null) before += units;
            h += units;
        }
    }

    /// <summary>
    /// From the gradient of a step's state to that of its sums [rows, reset, update, candidate, recurrent product of the candidate] and the
    /// share z of it that the state before takes directly; <paramref name="later"/> null at the last step.
    /// </summary>
    private static void Close(float* gates, float* recurrent, float* before, float* above, float* later, float* direct, float* sums, int rows, int units)
    {
        var one = Vector256<float>.One;
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < units; unit += 8)
            {
                var (reset, update, candidate) = (Vector256.Load(gates + unit), Vector256.Load(gates + units + unit), Vector256.Load(gates + 2 * units + unit));
                var held = before is null ? Vector256<float>.Zero : Vector256.Load(before + unit);
                var dh = Vector256.Load(above + unit);
                if (later is not null) dh += Vector256.Load(later + unit);
                var fresh = dh * (one - update) * (one - candidate * candidate);
                (fresh * Vector256.Load(recurrent + unit) * reset * (one - reset)).Store(sums + unit);
                (dh * (held - candidate) * update * (one - update)).Store(sums + units + unit);
                fresh.Store(sums + 2 * units + unit);
                (fresh * reset).Store(sums + 3 * units + unit);
                (dh * update).Store(direct + unit);
            }

            gates += 3 * units;
            recurrent += units;
            if (before is not null) before += units;
            above += units;
            if (later is not null) later += units;
            direct += units;
            sums += 4 * units;
        }
    }
}
