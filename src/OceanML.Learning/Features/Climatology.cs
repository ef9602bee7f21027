using MathNet.Numerics.LinearAlgebra;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What is normal for the time of the year.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Terms">Twelve monthly means (NaN where no value was seen), or mean, cosine and sine of one year, cosine and sine of half a year.</param>
/// <param name="Rows">Values it was learned from; 0 where it came from a file.</param>
public sealed record Climatology(ClimatologyKind Kind, IReadOnlyList<double> Terms, int Rows)
{
    private const int LeastMonths = 9;

    /// <summary>Learns from values and their times; missing ones are left out.</summary>
    /// <param name="kind">Form.</param>
    /// <param name="times">Times, microseconds since 1970 UTC.</param>
    /// <param name="values">Values.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="what">What is learned, for messages.</param>
    /// <exception cref="OceanException">There is no value, or a harmonic is asked of values that leave a quarter of the year open.</exception>
    public static Climatology Learn(ClimatologyKind kind, long[] times, double[] values, IEnumerable<int> rows, string what)
    {
        int[] known = [.. rows.Where(row => times[row] != Timestamp.Missing && double.IsFinite(values[row]))];
        if (known.Length == 0) throw OceanException.NothingSelected($"{what}: no training row has a value to learn the climatology from");
        return new Climatology(kind, kind == ClimatologyKind.Month ? Monthly(times, values, known) : Harmonics(times, values, known, what), known.Length);
    }

    /// <summary>What is normal at a time; NaN where the climatology says nothing.</summary>
    public double At(long time)
    {
        if (time == Timestamp.Missing) return double.NaN;
        if (Kind == ClimatologyKind.Month) return Terms[Timestamp.ToDateTime(time).Month - 1];
        var angle = CoordinateFeatures.YearAngle(time);
        return Terms[0] + (Terms[1] * Math.Cos(angle)) + (Terms[2] * Math.Sin(angle)) + (Terms[3] * Math.Cos(2 * angle)) + (Terms[4] * Math.Sin(2 * angle));
    }

    private static double[] Monthly(long[] times, double[] values, int[] rows)
    {
        var (sums, counts) = (new double[12], new int[12]);
        foreach (var row in rows)
        {
            var month = Timestamp.ToDateTime(times[row]).Month - 1;
            sums[month] += values[row];
            counts[month]++;
        }

        return [.. sums.Select((sum, month) => counts[month] == 0 ? double.NaN : sum / counts[month])];
    }

    private static double[] Harmonics(long[] times, double[] values, int[] rows, string what)
    {
        int[] months = [.. rows.Select(row => Timestamp.ToDateTime(times[row]).Month).Distinct().Order()];
        if (months.Length < LeastMonths)
            throw OceanException.BadInput($"{what}: the training rows are from {months.Length} months of the year alone ({string.Join(", ", months)}); a smooth climatology would be invented for the others: ask for monthly means (month), or give a climatology (--climatology)");
        var normal = Matrix<double>.Build.Dense(5, 5);
        var right = Vector<double>.Build.Dense(5);
        var basis = new double[5];
        var centre = rows.Average(row => values[row]);
        foreach (var row in rows)
        {
            var angle = CoordinateFeatures.YearAngle(times[row]);
            (basis[0], basis[1], basis[2], basis[3], basis[4]) = (1, Math.Cos(angle), Math.Sin(angle), Math.Cos(2 * angle), Math.Sin(2 * angle));
            for (var i = 0; i < 5; i++)
            {
                right[i] += basis[i] * (values[row] - centre);
                for (var j = 0; j < 5; j++) normal[i, j] += basis[i] * basis[j];
            }
        }

        var terms = normal.Cholesky().Solve(right).ToArray();
        terms[0] += centre;
        return terms;
    }
}
