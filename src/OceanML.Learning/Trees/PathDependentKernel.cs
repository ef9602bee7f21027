using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Adds one path's Shapley values. The path is worth its leaf's value times, for each feature, 1 or 0 where the feature is known (the
/// condition is met or not) and the share z where it is not. With m = 1 or 0, feature i gets value · (m_i - z_i) times the integral over
/// t of the product of t·m_j + (1 - t)·z_j over the other features j: a polynomial of degree length - 1 in t.
/// </summary>
internal static unsafe class PathDependentKernel
{
    public static void Add(TreePath path, ShapleyBlock block)
    {
        var length = path.Length;
        if (length == 0) return;
        var (points, weights) = GaussLegendre.Rule((length + 1) / 2);
        var orders = points.Length;

        // For each point and feature: its factor where the condition is not met, and where it is; what the product of all factors is to be
        // multiplied with for the feature's value where it is met; where it is not, (0 - z) / ((1 - t) z) is the same for all features.
        var tables = stackalloc double[3 * orders * length + orders];
        var without = tables;
        var with = without + orders * length;
        var gain = with + orders * length;
        var loss = gain + orders * length;
        for (var q = 0; q < orders; q++)
        {
            var (t, w) = (points[q], weights[q] * path.Value);
            loss[q] = -w / (1 - t);
            for (var j = 0; j < length; j++)
            {
                var z = path.Share[j];
                var at = q * length + j;
                without[at] = (1 - t) * z;
                with[at] = t + (1 - t) * z;
                gain[at] = w * (1 - z) / with[at];
            }
        }

        var met = stackalloc Vector256<double>[length];
        var sums = stackalloc Vector256<double>[length];
        fixed (double* features = block.Features, values = block.Values)
        {
            for (var i = 0; i < block.Count; i += Vector256<double>.Count)
            {
                for (var j = 0; j < length; j++)
                {
                    met[j] = Meets(path, j, Vector256.Load(features + path.Features[j] * block.Capacity + i));
                    sums[j] = Vector256<double>.Zero;
                }

                var unmet = Vector256<double>.Zero;
                for (var q = 0; q < orders; q++)
                {
                    var product = Vector256<double>.One;
                    var low = without + q * length;
                    var high = with + q * length;
                    var factor = gain + q * length;
                    for (var j = 0; j < length; j++) product *= Vector256.ConditionalSelect(met[j], Vector256.Create(high[j]), Vector256.Create(low[j]));
                    unmet += product * Vector256.Create(loss[q]);
                    for (var j = 0; j < length; j++) sums[j] += product * Vector256.Create(factor[j]);
                }

                for (var j = 0; j < length; j++)
                {
                    var to = values + path.Features[j] * block.Capacity + i;
                    (Vector256.Load(to) + Vector256.ConditionalSelect(met[j], sums[j], unmet)).Store(to);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Meets(TreePath path, int j, Vector256<double> x)
    {
        var inside = Vector256.GreaterThan(x, Vector256.Create(path.Above[j])) & Vector256.LessThanOrEqual(x, Vector256.Create(path.AtMost[j]));
        return path.Missing[j] ? inside | ~Vector256.Equals(x, x) : inside;
    }
}
