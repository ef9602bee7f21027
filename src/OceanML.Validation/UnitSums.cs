using System.Numerics;
using System.Runtime.InteropServices;

namespace OceanML.Validation;

/// <summary>Sums over the rows of each unit, of which scores are made: a bootstrap sample is then a sum over units, whatever the number of rows.</summary>
/// <param name="units">Number of units.</param>
/// <param name="width">Number of sums.</param>
internal sealed class UnitSums(int units, int width)
{
    private readonly double[] sums = new double[units * width];

    /// <summary>Number of units.</summary>
    public int Units => units;

    /// <summary>Adds to a sum of a unit.</summary>
    public void Add(int unit, int place, double value) => sums[(unit * width) + place] += value;

    /// <summary>The sums over units, each as often as it was drawn.</summary>
    public void Total(ReadOnlySpan<int> drawn, Span<double> total)
    {
        total[..width].Clear();
        for (var unit = 0; unit < units; unit++)
        {
            if (drawn[unit] != 0) AddScaled(total[..width], sums.AsSpan(unit * width, width), drawn[unit]);
        }
    }

    /// <summary>Measures of what <paramref name="scores"/> makes of the sums, with intervals.</summary>
    public List<Measure> Measures(IReadOnlyList<(string Name, int N, string? Unit)> names, bool grouped, ScoreOptions options, Action<double[], Span<double>> scores) =>
        Resampling.Measures(names, units, grouped, options, () =>
        {
            var total = new double[width];
            return (drawn, values) =>
            {
                Total(drawn, total);
                scores(total, values);
            };
        });

    private static void AddScaled(Span<double> sums, ReadOnlySpan<double> values, double factor)
    {
        var vs = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var vv = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < vs.Length; i++) vs[i] += vv[i] * factor;
        for (var i = vs.Length * Vector<double>.Count; i < sums.Length; i++) sums[i] += values[i] * factor;
    }
}
