using System.CommandLine;
using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Series;
using OceanML.Formats.Vocabularies;

namespace OceanML.Steps;

/// <summary>The options that say which series are made of gridded fields, for files at hand and for servers.</summary>
internal sealed class SeriesRequest
{
    private readonly SelectionOptions selection;
    private readonly HashSet<string> found = [];
    private readonly List<string> available = [];

    public SeriesRequest(SelectionOptions selection) => this.selection = selection;

    public Option<string[]> Point { get; } = new("--point")
    {
        HelpName = "LAT,LON",
        AllowMultipleArgumentsPerToken = true,
        Description = "Points in degrees, each latitude,longitude or name=latitude,longitude, e.g. brest=48.36,-4.55. A series each.",
    };

    public Option<string?> Points { get; } = new("--points")
    {
        HelpName = "TABLE",
        Description = "Table of points: latitude, longitude and a name (name, platform, station, id). A series each.",
    };

    public Option<string> Method { get; } = new("--method")
    {
        HelpName = "nearest|bilinear",
        Description = "Value at a point: nearest takes the cell that contains it, and the columns cell_latitude, cell_longitude and cell_distance (km) say which; bilinear interpolates between the four cell centres round it and is missing where one of them is (e.g. land).",
        DefaultValueFactory = _ => "nearest",
    };

    public Option<double?> MaxDistance { get; } = new("--max-distance")
    {
        HelpName = "KM",
        Description = "With nearest, take the nearest cell within so many km, although it does not contain the point.",
    };

    public Option<string?> Level { get; } = new("--level")
    {
        HelpName = "LEVEL",
        Description = "Level in the unit of the file, e.g. 500 (m): the nearest level is taken and its value is in the table; all takes every level, a row each. Needed where there are several.",
    };

    public Option<string> ModelDates { get; } = new("--model-dates")
    {
        HelpName = "same|clamp|stretch",
        Description = "Times of models with another calendar (noleap, 360_day, julian): same takes the same date and leaves out, counted, the days that the real calendar lacks (30 February); clamp moves those to the last day of the month; stretch keeps the share of the year, which shifts days by up to some days. The model's own date is in the column model_date.",
        DefaultValueFactory = _ => "same",
    };

    public Option<string[]> Flags { get; } = new("--flags")
    {
        HelpName = "NAMES",
        AllowMultipleArgumentsPerToken = true,
        Description = "Flags that mask a cell of satellite products: default (those of the product), none, or names, e.g. LAND,CLDICE.",
        DefaultValueFactory = _ => ["default"],
    };

    public Option<string?> Origin { get; } = new("--origin")
    {
        HelpName = "measured|estimated|simulated",
        Description = "What the values are, for the columns v_origin, where a file does not tell: satellites measure, gap-filled analyses estimate, models and reanalyses simulate. Default: estimated.",
    };

    public Option<string> Harmonise { get; } = new("--harmonise")
    {
        HelpName = "all|none",
        Description = "all gives known variables the names and units of this collection (tos in K becomes sst in degrees Celsius) and says so in the log; none keeps those of the source.",
        DefaultValueFactory = _ => "all",
    };

    public IEnumerable<Option> All => [Point, Points, Method, MaxDistance, Level, ModelDates, Flags, Origin, Harmonise];

    /// <summary>The places and rules of the run.</summary>
    /// <exception cref="OceanException">Points and box together, neither, or a value that is none.</exception>
    public SeriesOptions Of(StepRun run)
    {
        var points = (run.Value(Point) ?? []).SelectMany(text => text.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries)).Select(PointTable.Parse).ToList();
        if (run.Value(Points) is { } table) points.AddRange(PointTable.Read(run.Input(table)));
        var box = selection.BoxOf(run);
        if (box is null == (points.Count == 0)) throw OceanException.Usage("say where: --point or --points for series at points, or --box for the mean over an area");
        if (points.GroupBy(point => point.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw OceanException.Usage($"two points are called '{twice.Key}'");
        if (run.Value(MaxDistance) is <= 0) throw OceanException.Usage("--max-distance must be above 0 km");
        var names = SelectionOptions.List(run, selection.Variables);
        return new SeriesOptions
        {
            Points = [.. points.Select(point => new SeriesPoint(point.Name, point.Latitude, point.Longitude))],
            Box = box,
            Method = OneOf(run, Method, ("nearest", PointMethod.Nearest), ("bilinear", PointMethod.Bilinear)),
            RadiusKm = run.Value(MaxDistance),
            Choose = field => Choose(field, names),
            Level = LevelOf(run),
            AllLevels = run.Value(Level) == "all",
            Start = selection.StartOf(run),
            End = selection.EndOf(run),
            Dates = OneOf(run, ModelDates, ("same", ModelDateRule.Same), ("clamp", ModelDateRule.Clamp), ("stretch", ModelDateRule.Stretch)),
            Mask = MaskRule.Parse(SelectionOptions.List(run, Flags)),
            Vocabulary = OneOf(run, Harmonise, ("all", true), ("none", false)) ? VocabularyFile.Load() : null,
            Origin = run.Value(Origin) is null ? null : OneOf(run, Origin!, ("measured", "measured"), ("estimated", "estimated"), ("simulated", "simulated")),
        };
    }

    /// <summary>Fails where a variable asked for was in no field.</summary>
    public void RequireFound(StepRun run, string where)
    {
        foreach (var name in SelectionOptions.List(run, selection.Variables))
        {
            if (!found.Contains(name)) throw OceanException.Missing(where, "variable", name, available.Distinct());
        }

        if (available.Count == 0) throw OceanException.BadInput($"{where}: no variable lies on the pixels");
    }

    // By its own name or a pattern of it, by CF standard name, or by the canonical name of the vocabulary.
    private List<FieldVariable> Choose(IField field, IReadOnlyList<string> names)
    {
        available.AddRange(field.Variables.Select(variable => variable.Name));
        if (names.Count == 0) return [.. field.Variables];
        var chosen = new List<FieldVariable>();
        foreach (var name in names)
        {
            var entry = VocabularyFile.Load().Find(name);
            var matching = field.Variables.Where(variable => NamePattern.Matches(name, variable.Name) || variable.StandardName == name).ToList();
            if (matching.Count == 0 && entry is not null)
                matching = [.. field.Variables.Where(variable => VocabularyFile.Load().Find(variable.Name)?.Name == entry.Name || (entry.StandardName is not null && variable.StandardName == entry.StandardName))];
            if (matching.Count > 0) found.Add(name);
            chosen.AddRange(matching);
        }

        return [.. chosen.Distinct()];
    }

    private double? LevelOf(StepRun run)
    {
        if (run.Value(Level) is not { } text || text == "all") return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var level) ? level : throw OceanException.Usage($"--level is '{text}'; it must be a number or all");
    }

    private static T OneOf<T>(StepRun run, Option<string> option, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        var given = run.Value(option);
        foreach (var (name, value) in choices)
        {
            if (name == given) return value;
        }

        var names = new List<string>();
        foreach (var (name, _) in choices) names.Add(name);
        throw OceanException.Usage($"{option.Name} is '{given}'; it must be {string.Join(" or ", names)}");
    }
}
