using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>How rows are divided into folds or into train, validation and test: what a user writes after <c>--split</c>.</summary>
public sealed record SplitPlan
{
    /// <summary>The forms of <see cref="Parse"/>, for help texts and messages.</summary>
    public const string Forms = "group, year, winter, year:MONTH, period, period:DATE,DATE, time:LENGTH (e.g. time:7d), space:SIZE (e.g. space:500km or space:5deg), event:COLUMN, column:NAME, random";

    private const double KmPerDegree = Sphere.RadiusKm * Math.PI / 180;

    /// <summary>What is kept together.</summary>
    public required SplitKind Kind { get; init; }

    /// <summary>Number of folds; null: 5 for groups, blocks, cells and random rows, one for each year, period, event or value of a column.</summary>
    public int? Folds { get; init; }

    /// <summary>Shares of train, validation and test (or train and test) instead of folds; empty for folds.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [];

    /// <summary>Length of time around a boundary in which rows belong to no fold; null where it was not given.</summary>
    public TimeSpan? Margin { get; init; }

    /// <summary>Distance between rows of different folds below which one of them belongs to no fold, km.</summary>
    public double MarginKm { get; init; }

    /// <summary>For <see cref="SplitKind.Time"/>: length of a block.</summary>
    public TimeSpan Block { get; init; }

    /// <summary>For <see cref="SplitKind.Space"/>: side of a cell, km.</summary>
    public double CellKm { get; init; }

    /// <summary>For <see cref="SplitKind.Year"/>: month in which a year begins, 1 to 12; a year that does not begin in January has the name of the year it ends in.</summary>
    public int FirstMonth { get; init; } = 1;

    /// <summary>For <see cref="SplitKind.Period"/>: where one period ends and the next begins, microseconds since 1970 UTC, ascending.</summary>
    public IReadOnlyList<long> Cuts { get; init; } = [];

    /// <summary>For <see cref="SplitKind.Event"/> and <see cref="SplitKind.Column"/>: the column.</summary>
    public string? Column { get; init; }

    /// <summary>What the user wrote.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether <see cref="Margin"/> means something: the units follow each other in time.</summary>
    public bool IsTemporal => Kind is SplitKind.Year or SplitKind.Period or SplitKind.Time or SplitKind.Event;

    /// <summary>Reads what a user writes, see <see cref="Forms"/>.</summary>
    /// <exception cref="OceanException">Not one of the forms, or a length, size, month or date in it is wrong.</exception>
    public static SplitPlan Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, value) = colon < 0 ? (text.Trim(), "") : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        return (kind, value.Length > 0) switch
        {
            ("group", false) => new SplitPlan { Kind = SplitKind.Group, Text = text },
            ("random", false) => new SplitPlan { Kind = SplitKind.Random, Text = text },
            ("year", false) => new SplitPlan { Kind = SplitKind.Year, Text = text },
            ("winter", false) => new SplitPlan { Kind = SplitKind.Year, FirstMonth = 7, Text = text },
            ("year", true) => new SplitPlan { Kind = SplitKind.Year, FirstMonth = Month(text, value), Text = text },
            ("period", false) => new SplitPlan { Kind = SplitKind.Period, Text = text },
            ("period", true) => new SplitPlan { Kind = SplitKind.Period, Cuts = Dates(text, value), Text = text },
            ("time", true) => new SplitPlan { Kind = SplitKind.Time, Block = Length(text, value), Text = text },
            ("space", true) => new SplitPlan { Kind = SplitKind.Space, CellKm = Kilometres(text, value), Text = text },
            ("event", true) => new SplitPlan { Kind = SplitKind.Event, Column = value, Text = text },
            ("column", true) => new SplitPlan { Kind = SplitKind.Column, Column = value, Text = text },
            _ => throw OceanException.Usage($"--split '{text}' is not known; write {Forms}"),
        };
    }

    /// <summary>Reads shares such as <c>70,15,15</c> (train, validation, test) or <c>80,20</c> (train, test), in percent or as fractions.</summary>
    /// <exception cref="OceanException">Not two or three positive numbers, or they do not add up to 100 or 1.</exception>
    public static IReadOnlyList<double> ParseShares(string text)
    {
        var shares = new List<double>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || !(share > 0)) throw Wrong();
            shares.Add(share);
        }

        var total = shares.Sum();
        if (shares.Count is not (2 or 3) || !(Math.Abs(total - 100) < 0.1 || Math.Abs(total - 1) < 0.001)) throw Wrong();
        return [.. shares.Select(share => share / total)];

        OceanException Wrong() => OceanException.Usage($"--parts '{text}': write the shares of train, validation and test in percent, e.g. 70,15,15, or of train and test, e.g. 80,20");
    }

    /// <summary>Reads a margin: a length of time (30h) or a distance (50km).</summary>
    /// <exception cref="OceanException">Neither, or a kind of margin that does not go with this split.</exception>
    public SplitPlan WithMargin(string text)
    {
        var isDistance = text.EndsWith("km", StringComparison.Ordinal) || text.EndsWith("deg", StringComparison.Ordinal);
        if (isDistance && Kind != SplitKind.Space) throw OceanException.Usage($"--margin {text}: a distance goes with --split space:SIZE; give a length of time, e.g. 30h");
        if (!isDistance && !IsTemporal) throw OceanException.Usage($"--margin {text}: a length of time goes with --split year, winter, period, time and event");
        return isDistance ? this with { MarginKm = Kilometres("--margin " + text, text) } : this with { Margin = Duration.Parse(text) };
    }

    private static TimeSpan Length(string text, string value)
    {
        var length = value switch { "week" => TimeSpan.FromDays(7), "day" => TimeSpan.FromDays(1), _ => Duration.Parse(value) };
        return length > TimeSpan.Zero ? length : throw OceanException.Usage($"--split '{text}': the length of a block must be above 0");
    }

    private static double Kilometres(string text, string value)
    {
        var (number, factor) = value.EndsWith("km", StringComparison.Ordinal) ? (value[..^2], 1.0) : value.EndsWith("deg", StringComparison.Ordinal) ? (value[..^3], KmPerDegree) : ("", 0);
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) || !(size > 0) || !(size * factor <= 5000))
            throw OceanException.Usage($"'{text}': write a size in km or degrees of a great circle, up to 5000 km, e.g. 500km or 5deg");
        return size * factor;
    }

    private static int Month(string text, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? month
        : throw OceanException.Usage($"--split '{text}': write the month in which a year begins, 1 to 12, e.g. year:7");

    private static long[] Dates(string text, string value)
    {
        var cuts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Timestamp.Parse).ToArray();
        for (var i = 1; i < cuts.Length; i++)
        {
            if (cuts[i] <= cuts[i - 1]) throw OceanException.Usage($"--split '{text}': the dates must ascend");
        }

        return cuts;
    }
}
