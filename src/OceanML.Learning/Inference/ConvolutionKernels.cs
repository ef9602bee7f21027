using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Convolutions and pools along one dimension: [rows, channels, length].</summary>
internal static class ConvolutionKernels
{
    public static GraphTensor Conv(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (x, w) = (arguments[0]!, arguments[1]!);
        if (x.Shape is not [var rows, var channels, var length] || w.Shape is not [var filters, var inGroup, var size])
            throw new ArgumentException("convolutions are supported along one dimension");
        var window = Window.Of(node, length, size);
        var groups = (int)node.Integer("group", 1);
        if (inGroup * groups != channels || filters % groups != 0) throw new ArgumentException($"{filters} filters of {inGroup} channels in {groups} groups do not fit {channels} channels");
        var (values, weights, bias) = (ElementKernels.Floats(x), ElementKernels.Floats(w), arguments.Length > 2 ? arguments[2]?.Floats : null);
        var (perGroup, reach) = (filters / groups, inGroup * size);
        var y = scratch.Floats(rows * filters * window.Places);
        var taken = scratch.Floats(reach * window.Places, 1);
        for (var row = 0; row < rows; row++)
        {
            for (var group = 0; group < groups; group++)
            {
                // Every tap of every channel side by side with the places it is multiplied at: one matrix product.
                for (var tap = 0; tap < reach; tap++)
                {
                    var source = values.AsSpan(((row * channels) + (group * inGroup) + (tap / size)) * length, length);
                    window.Gather(source, tap % size, taken.AsSpan(tap * window.Places, window.Places));
                }

                var target = y.AsSpan(((row * filters) + (group * perGroup)) * window.Places, perGroup * window.Places);
                MatrixKernels.Multiply(weights.AsSpan(group * perGroup * reach, perGroup * reach), taken, target, perGroup, reach, window.Places);
                if (bias is null) continue;
                for (var filter = 0; filter < perGroup; filter++)
                {
                    foreach (ref var value in target.Slice(filter * window.Places, window.Places)) value += bias[(group * perGroup) + filter];
                }
            }
        }

        return GraphTensor.OfFloats("", y, rows, filters, window.Places);
    }

    public static GraphTensor MaxPool(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Pool(node, arguments[0]!, scratch, largest: true);

    public static GraphTensor AveragePool(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Pool(node, arguments[0]!, scratch, largest: false);

    public static GraphTensor GlobalMaxPool(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Global(arguments[0]!, scratch, largest: true);

    public static GraphTensor GlobalAveragePool(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Global(arguments[0]!, scratch, largest: false);

    private static GraphTensor Global(GraphTensor x, GraphScratch scratch, bool largest)
    {
        var (values, size) = (ElementKernels.Floats(x), GraphTensor.Count(x.Shape.AsSpan(2)));
        var y = scratch.Floats(x.Shape[0] * x.Shape[1]);
        for (var i = 0; i < y.Length; i++) y[i] = Summary(values.AsSpan(i * size, size), largest, size);
        return GraphTensor.OfFloats("", y, [x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Length - 2)]);
    }

    private static GraphTensor Pool(GraphNode node, GraphTensor x, GraphScratch scratch, bool largest)
    {
        if (x.Shape is not [var rows, var channels, var length] || node.Integers("kernel_shape") is not [var size]) throw new ArgumentException("pools are supported along one dimension");
        if (node.Integer("ceil_mode", 0) != 0) throw new ArgumentException("pools that reach beyond the end are not supported");
        var window = Window.Of(node, length, (int)size);
        var values = ElementKernels.Floats(x);
        var y = scratch.Floats(rows * channels * window.Places);
        var counted = node.Integer("count_include_pad", 0) != 0;
        Span<float> inside = new float[(int)size];
        for (var line = 0; line < rows * channels; line++)
        {
            for (var place = 0; place < window.Places; place++)
            {
                var count = 0;
                for (var tap = 0; tap < size; tap++)
                {
                    var at = window.At(place, tap);
                    if (at >= 0 && at < length) inside[count++] = values[(line * length) + at];
                }

                y[(line * window.Places) + place] = Summary(inside[..count], largest, counted ? (int)size : count);
            }
        }

        return GraphTensor.OfFloats("", y, rows, channels, window.Places);
    }

    private static float Summary(ReadOnlySpan<float> values, bool largest, int count)
    {
        if (values.IsEmpty) throw new ArgumentException("a window holds no values");
        double result = values[0];
        for (var i = 1; i < values.Length; i++) result = largest ? Math.Max(result, values[i]) : result + values[i];
        return (float)(largest ? result : result / count);
    }

    /// <summary>Where the taps of a window lie at each of its places.</summary>
    private readonly record struct Window(int Places, int Stride, int Dilation, int Before)
    {
        public static Window Of(GraphNode node, int length, int size)
        {
            var (stride, dilation) = ((int)(node.Integers("strides") is [var step] ? step : 1), (int)(node.Integers("dilations") is [var apart] ? apart : 1));
            var reach = ((size - 1) * dilation) + 1;
            var (before, after) = node.Integers("pads") is [var left, var right] ? ((int)left, (int)right) : (0, 0);
            var automatic = node.Text("auto_pad", "NOTSET");
            if (automatic is "SAME_UPPER" or "SAME_LOWER")
            {
                var missing = Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + reach - length);
                before = automatic == "SAME_UPPER" ? missing / 2 : missing - (missing / 2);
                after = missing - before;
            }

            var places = ((length + before + after - reach) / stride) + 1;
            return length + before + after >= reach ? new Window(places, stride, dilation, before) : throw new ArgumentException($"a window over {reach} steps does not fit {length}");
        }

        public int At(int place, int tap) => (place * Stride) + (tap * Dilation) - Before;

        public void Gather(ReadOnlySpan<float> source, int tap, Span<float> target)
        {
            for (var place = 0; place < target.Length; place++)
            {
                var at = At(place, tap);
                target[place] = at >= 0 && at < source.Length ? source[at] : 0;
            }
        }
    }
}
