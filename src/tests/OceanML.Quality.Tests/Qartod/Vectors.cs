using System.Globalization;
using OceanML.Core;

namespace OceanML.Tests.Quality;

/// <summary>Vectors as the references print them: numbers between commas, - where there is none.</summary>
internal static class Vectors
{
    public static double[] Numbers(string text) =>
        [.. text.Split(',').Select(part => part.Trim() is "-" or "" ? double.NaN : double.Parse(part, CultureInfo.InvariantCulture))];

    public static long[] Every(double seconds, int count, string from = "2015-01-01T00:00:00Z") =>
        [.. Enumerable.Range(0, count).Select(i => Timestamp.Parse(from) + (long)(i * seconds * 1e6))];

    public static double[] Negated(double[] values) => [.. values.Select(value => -value)];

    public static string Flags(int count, Action<char[]> evaluate)
    {
        var flags = new char[count];
        evaluate(flags);
        return string.Join(',', flags);
    }
}
