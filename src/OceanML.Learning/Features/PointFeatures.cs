using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Features made of the values of the row alone.</summary>
internal static class PointFeatures
{
    public static IEnumerable<NumberColumn> Log10(FeatureContext context, FeatureRequest request) => Logarithm(context, request, "log10", Math.Log10, "lg(re 1 {0})", "Logarithm to base 10 of");

    public static IEnumerable<NumberColumn> Ln(FeatureContext context, FeatureRequest request) => Logarithm(context, request, "ln", Math.Log, "ln(re 1 {0})", "Natural logarithm of");

    public static IEnumerable<NumberColumn> Sqrt(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(1, 1);
        return context.Numbers(request.Argument(0)).Select(column => Derived.Column(request, $"sqrt_{column.Name}", Each(column.Values, value => value < 0 ? double.NaN : Math.Sqrt(value)), Power(column.Metadata.Unit, "0.5"), $"Square root of {Derived.Words(column)}"));
    }

    public static IEnumerable<NumberColumn> SumOf(FeatureContext context, FeatureRequest request) => Pair(context, request, "plus", (a, b) => a + b, SameUnit);

    public static IEnumerable<NumberColumn> Difference(FeatureContext context, FeatureRequest request) => Pair(context, request, "minus", (a, b) => a - b, SameUnit);

    public static IEnumerable<NumberColumn> Product(FeatureContext context, FeatureRequest request) => Pair(context, request, "times", (a, b) => a * b, (a, b, _) => Combined(a, b, ""));

    public static IEnumerable<NumberColumn> Ratio(FeatureContext context, FeatureRequest request) => Pair(context, request, "per", (a, b) => b == 0 ? double.NaN : a / b, (a, b, _) => a == b && a is not null ? "1" : Combined(a, b, "-1"));

    public static IEnumerable<NumberColumn> MeanOf(FeatureContext context, FeatureRequest request)
    {
        if (request.Arguments.Count == 0) throw request.Wrong("needs one or more columns");
        var columns = request.Arguments.SelectMany(context.Numbers).DistinctBy(column => column.Name).ToList();
        if (columns.Select(column => column.Metadata.Unit).OfType<string>().Distinct().ToList() is { Count: > 1 } units) throw request.Wrong($"the units differ ({string.Join(", ", units)}); convert them first");
        var values = new double[columns[0].Length];
        for (var row = 0; row < values.Length; row++)
        {
            var (sum, count) = (0.0, 0);
            foreach (var column in columns)
            {
                if (double.IsNaN(column.Values[row])) continue;
                sum += column.Values[row];
                count++;
            }

            values[row] = count == 0 ? double.NaN : sum / count;
        }

        return [Derived.Column(request, $"mean_of_{columns[0].Name}_to_{columns[^1].Name}", values, columns.Find(column => column.Metadata.Unit is not null)?.Metadata.Unit, $"Mean of {columns.Count} columns, {columns[0].Name} to {columns[^1].Name}")];
    }

    public static IEnumerable<NumberColumn> Above(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(2, 2);
        var (column, threshold) = (context.Number(request.Argument(0)), request.Number(1));
        var text = threshold.ToString("R", CultureInfo.InvariantCulture);
        return [Derived.Column(request, $"{column.Name}_above_{text}", Each(column.Values, value => value > threshold ? 1 : 0), "1", $"1 where {Derived.Words(column)} is above {text}, else 0")];
    }

    private static IEnumerable<NumberColumn> Logarithm(FeatureContext context, FeatureRequest request, string prefix, Func<double, double> function, string unit, string words)
    {
        request.RequireArguments(1, 2);
        var floor = request.Arguments.Count > 1 ? request.Number(1) : 0;
        if (request.Arguments.Count > 1 && !(floor > 0)) throw request.Wrong("the floor must be above 0");
        foreach (var column in context.Numbers(request.Argument(0)))
        {
            var values = Each(column.Values, value => floor > 0 ? function(Math.Max(value, floor)) : value > 0 ? function(value) : double.NaN);
            var lost = column.Values.Count(value => value <= 0);
            if (lost > 0) context.Warnings.Add(floor > 0 ? $"{request.Text}: {lost} values not above 0 were raised to {floor.ToString("R", CultureInfo.InvariantCulture)}" : $"{request.Text}: {lost} values not above 0 have no logarithm and are missing; a floor raises them, e.g. {prefix}({column.Name},0.001)");
            yield return Derived.Column(request, $"{prefix}_{column.Name}", values, string.Format(CultureInfo.InvariantCulture, unit, column.Metadata.Unit is null or "1" ? "1" : column.Metadata.Unit).Replace("1 1)", "1)", StringComparison.Ordinal), $"{words} {Derived.Words(column)}");
        }
    }

    private static IEnumerable<NumberColumn> Pair(FeatureContext context, FeatureRequest request, string word, Func<double, double, double> function, Func<string?, string?, FeatureRequest, string?> unit)
    {
        request.RequireArguments(2, 2);
        var (a, b) = (context.Number(request.Argument(0)), context.Number(request.Argument(1)));
        var values = new double[a.Length];
        for (var row = 0; row < values.Length; row++) values[row] = function(a.Values[row], b.Values[row]);
        return [Derived.Column(request, $"{a.Name}_{word}_{b.Name}", values, unit(a.Metadata.Unit, b.Metadata.Unit, request), $"{Derived.Words(a)} {word} {Derived.Words(b)}")];
    }

    private static string? SameUnit(string? a, string? b, FeatureRequest request) =>
        a is null || b is null || a == b ? a ?? b : throw request.Wrong($"the units differ ('{a}' and '{b}'); convert one first");

    private static string? Combined(string? a, string? b, string power) => a is null || b is null ? null : a == "1" && power.Length == 0 ? b : b == "1" ? a : a == "1" ? Power(b, power) : $"{a} {Power(b, power)}";

    private static string? Power(string? unit, string power) => unit is null || power.Length == 0 ? unit : unit == "1" ? "1" : unit.AsSpan().IndexOfAny(" .*/0123456789") < 0 ? $"{unit}{(power == "0.5" ? "^0.5" : power)}" : $"({unit})^{power}";

    private static double[] Each(double[] values, Func<double, double> function)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++) result[i] = double.IsNaN(values[i]) ? double.NaN : function(values[i]);
        return result;
    }
}
