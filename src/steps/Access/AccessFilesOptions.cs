using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-access files</c> beside those of all ways of access.</summary>
internal sealed class AccessFilesOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Files of observations, recognised by content, or folders, in which every such file is read and what is something else is passed over and told.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        AllowMultipleArgumentsPerToken = true,
        Description = "What stands for a missing value in tables besides the usual signs, e.g. -1e10,-999.",
    };

    public Option<string?> Position { get; } = new("--position")
    {
        HelpName = "LAT,LON",
        Description = "Where a fixed station is, degrees north and east, for files and rows that do not say, e.g. 50.74,1.57.",
    };

    public Option<string?> Platform { get; } = new("--platform")
    {
        HelpName = "NAME",
        Description = "What the platform is called, for files that do not say.",
    };

    public Option<string> Harmonise { get; } = new("--harmonise")
    {
        HelpName = "all|none",
        Description = "all gives known variables the names and units of this collection (DOX2 in umol/l becomes oxygen in umol kg-1), and every conversion is a line of the record; none keeps what the reader found.",
        DefaultValueFactory = _ => "all",
    };

    public Option<double?> Density { get; } = new("--density")
    {
        HelpName = "KG/M3",
        Description = "Density of sea water for values per litre in rows without usable temperature and salinity, e.g. 1025, about 1 % off at most in the ocean. Without it such values stay per litre.",
    };

    public Option<string> Duplicates { get; } = new("--duplicates")
    {
        HelpName = "keep|mark|drop",
        Description = "What becomes of observations that repeat an earlier one: keep reports them alone, mark adds a column duplicate_of (the row repeated, counted from 0), drop leaves them out and counts them. Rows of the same platform, time and level that hold other variables or other values are told and kept.",
        DefaultValueFactory = _ => "keep",
    };

    public Option<double> NearKm { get; } = new("--near-distance")
    {
        HelpName = "KM",
        Description = "Observations of different files this near each other, near in time, and of equal values, count as duplicates.",
        DefaultValueFactory = _ => DuplicateOptions.Default.DistanceKm,
    };

    public Option<string> NearTime { get; } = new("--near-time")
    {
        HelpName = "DURATION",
        Description = "And this near in time, e.g. 30min, 1h, 1d.",
        DefaultValueFactory = _ => "1h",
    };

    public Option<bool> SkipUnreadable { get; } = new("--skip-unreadable")
    {
        Description = "Go on without files that are damaged, with a warning for each, instead of stopping.",
    };

    /// <summary>The position of a fixed station, or null.</summary>
    /// <exception cref="OceanException">It is no position.</exception>
    public (double Latitude, double Longitude)? PositionOf(StepRun run)
    {
        if (run.Value(Position) is not { } text) return null;
        var parts = text.Split(',');
        if (parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            && Math.Abs(latitude) <= 90 && longitude is >= -180 and <= 360)
        {
            return (latitude, longitude > 180 ? longitude - 360 : longitude);
        }

        throw OceanException.Usage($"--position is '{text}'; write latitude and longitude in degrees, e.g. 50.74,1.57");
    }

    /// <summary>One of a few words.</summary>
    /// <exception cref="OceanException">It is none of them.</exception>
    public static string Word(StepRun run, Option<string> option, params string[] words) =>
        run.Value(option) is { } word && words.Contains(word) ? word : throw OceanException.Usage($"{option.Name} is '{run.Value(option)}'; it must be {string.Join(" or ", words)}");

    /// <summary>The density stated, or null.</summary>
    /// <exception cref="OceanException">It is none of water.</exception>
    public double? DensityOf(StepRun run) =>
        run.Value(Density) is not { } density ? null
            : density is >= 990 and <= 1060 ? density : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"--density is {density}; it must lie between 990 and 1060 kg m-3"));
}
