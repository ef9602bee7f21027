using System.Buffers;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Reads the cells of places over the time steps of a field, flags and conditions applied, and makes one value of them.</summary>
internal sealed class SeriesReading(IField field, MaskRule rule)
{
    private const int BlockValues = 1 << 22;

    /// <summary>Takes the cells of one place at one time step.</summary>
    public delegate void Take(int place, int time, ReadOnlySpan<double> cells);

    /// <summary>Reads a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="band">Its band.</param>
    /// <param name="conversion">Brings its values to the unit wanted; null for none.</param>
    /// <param name="places">The cells per place.</param>
    /// <param name="times">The time steps.</param>
    /// <param name="take">Takes the values.</param>
    public void Read(FieldVariable variable, int band, UnitConversion? conversion, IReadOnlyList<CellSet> places, SeriesTime[] times, Take take)
    {
        var cells = places.Sum(place => (long)place.Weights.Length);
        var block = (int)Math.Clamp(BlockValues / Math.Max(1, cells), 1, times.Length);
        for (var first = 0; first < times.Length; first += block)
        {
            var count = Math.Min(block, times.Length - first);
            var windows = Windows(places, times.AsSpan(first, count), band);
            var values = ArrayPool<double>.Shared.Rent(checked((int)(cells * count)));
            var read = values.AsSpan(0, (int)(cells * count));
            field.ReadWindows(variable.Name, windows, read);
            Mask(variable, windows, read);
            if (conversion is not null)
            {
                for (var i = 0; i < read.Length; i++) read[i] = conversion.Convert(read[i]);
            }

            Hand(places, first, count, read, take);
            ArrayPool<double>.Shared.Return(values);
        }
    }

    // One rectangle at all times after the other: what lies together in a file comes together.
    private static FieldWindow[] Windows(IReadOnlyList<CellSet> places, ReadOnlySpan<SeriesTime> times, int band)
    {
        var windows = new FieldWindow[places.Sum(place => place.Boxes.Length) * times.Length];
        var at = 0;
        foreach (var place in places)
        {
            foreach (var box in place.Boxes)
            {
                foreach (var time in times) windows[at++] = box with { Time = time.Step, Band = band };
            }
        }

        return windows;
    }

    private static void Hand(IReadOnlyList<CellSet> places, int first, int count, ReadOnlySpan<double> values, Take take)
    {
        var offset = 0;
        for (var place = 0; place < places.Count; place++)
        {
            var (boxes, size) = (places[place].Boxes, places[place].Weights.Length);
            if (boxes.Length == 1)
            {
                for (var time = 0; time < count; time++) take(place, first + time, values.Slice(offset + (time * size), size));
            }
            else
            {
                var cells = new double[size];
                for (var time = 0; time < count; time++)
                {
                    var (at, from) = (0, offset);
                    foreach (var box in boxes)
                    {
                        values.Slice(from + (time * box.Pixels), box.Pixels).CopyTo(cells.AsSpan(at));
                        at += box.Pixels;
                        from += box.Pixels * count;
                    }

                    take(place, first + time, cells);
                }
            }

            offset += size * count;
        }
    }

    private void Mask(FieldVariable variable, FieldWindow[] windows, Span<double> values)
    {
        foreach (var flags in field.Flags)
        {
            var (excluded, required) = rule.For(flags, field.Product);
            var masked = excluded.Concat(rule.ForVariable(flags, variable.Name)).Aggregate(0UL, (all, flag) => all | flag.Bits);
            if (masked == 0 && required == 0) continue;
            var bits = new ulong[values.Length];
            field.ReadFlagWindows(flags.Name, windows, bits);
            for (var i = 0; i < bits.Length; i++)
            {
                if ((bits[i] & masked) != 0 || (required != 0 && (bits[i] & required) == 0)) values[i] = double.NaN;
            }
        }

        if (rule.Flags is { Count: 0 }) return;
        foreach (var condition in field.Conditions)
        {
            var limits = new double[values.Length];
            field.ReadWindows(condition.Variable, [.. windows.Select(window => window with { Band = 0 })], limits);
            for (var i = 0; i < limits.Length; i++)
            {
                if (limits[i] < condition.Minimum || limits[i] > condition.Maximum) values[i] = double.NaN;
            }
        }
    }
}
