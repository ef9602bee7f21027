using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The tests of QARTOD, made from settings with the names that ioos_qc gives them.</summary>
internal static class QartodTests
{
    private const double MicrosecondsPerSecond = 1e6;

    public static IReadOnlyDictionary<string, TestCatalogue.Maker> Types { get; } = new Dictionary<string, TestCatalogue.Maker>
    {
        ["qartod-gross-range"] = (settings, _) => new QartodGrossRangeTest(Limits(settings, GrossRange)),
        ["qartod-climatology"] = (settings, _) => new QartodClimatologyTest(Limits(settings, Climatology)),
        ["qartod-percentile-range"] = (settings, _) => new QartodPercentileRangeTest(Limits(settings, Percentiles)),
        ["qartod-spike"] = (settings, _) => new QartodSpikeTest(Limits(settings, Spike)),
        ["qartod-rate-of-change"] = (settings, _) => new QartodRateOfChangeTest(Limits(settings, RateOfChange), Along(settings)),
        ["qartod-flat-line"] = (settings, _) => new QartodFlatLineTest(Limits(settings, FlatLine)),
        ["qartod-attenuated-signal"] = (settings, _) => new QartodAttenuatedSignalTest(Limits(settings, AttenuatedSignal)),
        ["qartod-density-inversion"] = (settings, _) =>
            new QartodDensityInversionTest(settings.Number("suspect_threshold", double.NaN), settings.Number("fail_threshold", -0.03)),
        ["qartod-location"] = (settings, _) => new QartodLocationTest(Box(settings), settings.Number("range_max", double.NaN)),
        ["qartod-speed"] = (settings, _) => new QartodSpeedTest(settings.Number("suspect_threshold", 1), settings.Number("fail_threshold", 3)),
        ["model-outlier"] = (settings, _) => new ModelOutlierTest(Limits(settings, ModelOutlier)),
        ["qartod-time-gap"] = (settings, _) => new QartodTimeGapTest(Microseconds(settings, "fail_span") ?? 7_200_000_000),
    };

    /// <summary>The limits of each variable under <c>limits</c>, in the order written.</summary>
    public static IReadOnlyList<(string Variable, T Limits)> Limits<T>(Settings settings, Func<Settings, T> read)
    {
        if (settings.Map("limits") is not { Count: > 0 } limits)
            throw OceanException.BadInput($"{settings.Where}: 'limits' is missing; it holds the limits of each variable, such as limits: {{temperature: {{...}}}}");
        var made = new List<(string, T)>();
        foreach (var (variable, set) in limits)
        {
            made.Add((variable, read(set)));
            set.RefuseUnknown();
        }

        return made;
    }

    /// <summary>A number that must be there.</summary>
    public static double Required(Settings settings, string key) =>
        settings.Number(key) ?? throw OceanException.BadInput($"{settings.Where}: '{key}' is missing");

    /// <summary>A length of time such as 25h, or a number of seconds.</summary>
    private static long? Microseconds(Settings settings, string key) => Seconds(settings, key) is { } seconds ? (long)(seconds * MicrosecondsPerSecond) : null;

    private static double? Seconds(Settings settings, string key)
    {
        if (settings.Text(key) is not { } text) return null;
        return text.AsSpan().IndexOfAnyExcept("0123456789.-+eE") < 0 ? settings.Number(key) : Duration.Parse(text).TotalSeconds;
    }

    private static double RequiredSeconds(Settings settings, string key) =>
        Seconds(settings, key) ?? throw OceanException.BadInput($"{settings.Where}: '{key}' is missing: seconds, or a length of time such as 3h");

    private static (double Least, double Most)? Span(Settings settings, string key)
    {
        if (settings.Numbers(key, 2) is not { } ends) return null;
        VariableLimits.RefuseInverted(ends, $"{settings.Where}.{key}");
        return (ends[0], ends[1]);
    }

    private static (double Least, double Most) RequiredSpan(Settings settings, string key) =>
        Span(settings, key) ?? throw OceanException.BadInput($"{settings.Where}: '{key}' is missing: the least and the largest value, such as [-2, 40]");

    private static QartodGrossRangeTest.Spans GrossRange(Settings settings)
    {
        var (fail, suspect) = (RequiredSpan(settings, "fail_span"), Span(settings, "suspect_span"));
        if (suspect is { } inner && (inner.Least < fail.Least || inner.Most > fail.Most))
            throw OceanException.BadInput(FormattableString.Invariant($"{settings.Where}: suspect_span {inner.Least} to {inner.Most} must lie within fail_span {fail.Least} to {fail.Most}"));
        return new QartodGrossRangeTest.Spans(fail, suspect);
    }

    private static ClimatologySpan[] Climatology(Settings settings)
    {
        if (settings.Items.Count == 0) throw OceanException.BadInput($"{settings.Where}: a list of spans is expected, such as - {{period: month, tspan: [1, 3], vspan: [5, 12]}}");
        return [.. settings.Items.Select(item =>
        {
            var period = item.Text("period") is { } name ? CalendarPeriods.Parse(name) : (CalendarPeriod?)null;
            var ends = item.Texts("tspan");
            if (ends.Count != 2) throw OceanException.BadInput($"{item.Where}: 'tspan' is the first and last {(period is null ? "date" : "number of the period")}, such as [{(period is null ? "2020-01-01, 2020-12-31" : "1, 3")}]");
            var (from, to) = period is null
                ? (Timestamp.Parse(ends[0]), Timestamp.Parse(ends[1]))
                : ((long)item.Numbers("tspan")![0], (long)item.Numbers("tspan")![1]);
            if (from > to) throw OceanException.BadInput($"{item.Where}: tspan ends before it begins; across the end of a year write two spans");
            var span = new ClimatologySpan(period, from, to, RequiredSpan(item, "vspan"), Span(item, "fspan"), Span(item, "zspan"));
            item.RefuseUnknown();
            return span;
        })];
    }

    private static QartodPercentileRangeTest.Percentiles Percentiles(Settings settings)
    {
        var (low, high) = (settings.Number("low_percentile", 5), settings.Number("hi_percentile", 95));
        if (!(low >= 0 && low < high && high <= 100)) throw OceanException.BadInput($"{settings.Where}: percentiles must be within 0..100, the low one first");
        return new QartodPercentileRangeTest.Percentiles(low, high, settings.Number("pad", 0));
    }

    private static QartodSpikeTest.Thresholds Spike(Settings settings)
    {
        var method = settings.Text("method", "average") switch
        {
            "average" => QartodSpikeTest.Method.Average,
            "differential" => QartodSpikeTest.Method.Differential,
            var other => throw OceanException.BadInput($"{settings.Where}: method is '{other}'; write average or differential"),
        };
        return new QartodSpikeTest.Thresholds(settings.Number("suspect_threshold", double.NaN), settings.Number("fail_threshold", double.NaN), method);
    }

    // Limits are rates per second unless 'per' says otherwise; or numbers of standard deviations where there is a window.
    private static QartodRateOfChangeTest.Thresholds RateOfChange(Settings settings)
    {
        var (suspect, fail) = (Required(settings, "threshold"), settings.Number("fail_threshold", double.NaN));
        if (Microseconds(settings, "window") is { } window)
            return new QartodRateOfChangeTest.Thresholds(suspect, fail, window, (int)settings.Number("min_obs", 2), settings.Number("min_step", 0));
        var per = Seconds(settings, "per") ?? 1;
        if (!(per > 0)) throw OceanException.BadInput($"{settings.Where}: 'per' must be more than nothing");
        return new QartodRateOfChangeTest.Thresholds(suspect / per, fail / per);
    }

    private static SequenceAxis Along(Settings settings) => settings.Text("along", "time") switch
    {
        "time" => SequenceAxis.Series,
        "pressure" => SequenceAxis.Profile,
        var other => throw OceanException.BadInput($"{settings.Where}: along is '{other}'; write time or pressure"),
    };

    private static QartodFlatLineTest.Thresholds FlatLine(Settings settings) =>
        new(RequiredSeconds(settings, "suspect_threshold"), RequiredSeconds(settings, "fail_threshold"), Required(settings, "tolerance"));

    private static QartodAttenuatedSignalTest.Thresholds AttenuatedSignal(Settings settings)
    {
        var measure = settings.Text("check_type", "std") switch
        {
            "std" => QartodAttenuatedSignalTest.Measure.StandardDeviation,
            "range" => QartodAttenuatedSignalTest.Measure.Range,
            var other => throw OceanException.BadInput($"{settings.Where}: check_type is '{other}'; write std or range"),
        };
        return new QartodAttenuatedSignalTest.Thresholds(
            Required(settings, "suspect_threshold"),
            Required(settings, "fail_threshold"),
            measure,
            Microseconds(settings, "test_period"),
            (int)settings.Number("min_obs", 1),
            Seconds(settings, "min_period"));
    }

    private static ModelOutlierTest.Thresholds ModelOutlier(Settings settings)
    {
        var usual = new ModelOutlierTest.Thresholds();
        var (suspect, fail) = (settings.Number("suspect_threshold", usual.Suspect), settings.Number("fail_threshold", usual.Fail));
        if (!(suspect > 0 && suspect <= fail)) throw OceanException.BadInput($"{settings.Where}: suspect_threshold must be above 0 and not above fail_threshold");
        return new ModelOutlierTest.Thresholds(
            suspect, fail, settings.Number("least_sigma", 0), settings.Number("least_applicability", usual.LeastApplicability), settings.Texts("features"));
    }

    private static GeoBox? Box(Settings settings) =>
        settings.Numbers("bbox", 4) is not { } edges ? null
        : edges[1] <= edges[3] ? new GeoBox(edges[0], edges[1], edges[2], edges[3])
        : throw OceanException.BadInput($"{settings.Where}: bbox is west, south, east, north; south must not be above north");
}
