using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Nitrate whose ultraviolet spectrum was fitted badly (error 0.003 or more) is bad; where the water absorbs too much light at 240 nm it is
/// probably bad (absorbance from 0.8) or bad (from 1.1).
/// </summary>
/// <remarks>
/// Argo test 59 as in the Coriolis chain 6.5. It reads columns of the table that are not nitrate itself, where they are there: <c>FIT_ERROR_NITRATE</c> and
/// <c>absorbance240</c>; the setting of that name names another column. Settings: <c>fit_error</c> and <c>absorbance</c> (names of columns), <c>largest_error</c>,
/// <c>absorbances</c> (probably bad from, bad from).
/// </remarks>
public sealed class NitrateSpectrumTest : QualityTest
{
    private readonly string[] errorColumns;
    private readonly string[] absorbanceColumns;
    private readonly double largestError;
    private readonly double[] absorbances;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public NitrateSpectrumTest(Settings? settings = null)
        : base("nitrate-spectrum", 0, "spectrum of nitrate fitted badly, or too dark at 240 nm")
    {
        errorColumns = settings?.Text("fit_error") is { } error ? [error] : ["fit_error_nitrate", "FIT_ERROR_NITRATE"];
        absorbanceColumns = settings?.Text("absorbance") is { } absorbance ? [absorbance] : ["absorbance240"];
        largestError = settings?.Number("largest_error") ?? 0.003;
        absorbances = settings?.Numbers("absorbances", 2) ?? [0.8, 1.1];
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Find("nitrate") is not { } nitrate) return;
        var errors = errorColumns.Select(sequence.Other).FirstOrDefault(column => column is not null);
        var dark = absorbanceColumns.Select(sequence.Other).FirstOrDefault(column => column is not null);
        for (var level = 0; level < nitrate.Values.Length; level++)
        {
            if (errors?[level] >= largestError || dark?[level] >= absorbances[1]) nitrate.Raise(level, ArgoFlag.Bad, this);
            else if (dark?[level] >= absorbances[0]) nitrate.Raise(level, ArgoFlag.ProbablyBad, this);
        }
    }
}
