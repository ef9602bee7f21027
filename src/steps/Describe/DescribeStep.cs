using System.CommandLine;
using System.Text;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Description;

namespace OceanML.Steps;

/// <summary>oceanml-describe: says what files hold.</summary>
internal sealed class DescribeStep : Step
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Files to describe: netCDF (Argo, satellite Level 1 to 4, any CF file), SEN3 folders of Sentinel-3 OLCI or zips of them, Parquet, CSV, TSV, Argo indexes and grey list, "
            + "FloatViz, SeaBASS. What a file is, is seen from its content; its name does not matter.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "text for people; json for programs: one object (a list for several files) with the keys file, product {id, title, kind}, format, "
            + "bytes, rows, about {}, dimensions [{name, length, unlimited}], variables [{name, type, dimensions, shape, unit, standard_name, long_name, "
            + "count, examined, missing, minimum, maximum, example, wavelengths}], space {west, south, east, north, crosses_dateline, positions, unknown}, "
            + "time {start, end, steps, source}, argo {platforms, profiles, first_cycle, last_cycle, data_modes}, "
            + "roles {sun_zenith, view_zenith, wind_speed, aerosol_thickness: variable}, "
            + "flags [{name, pixels, passing, excluded, required, uncounted, excluded_for {}, source, flags [{name, mask, count}]}], quality [{name, counts [{flag, meaning, count}]}], "
            + "notes [], next []. What is not known is null or empty; missing is a share from 0 to 1; times are UTC.",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<bool> full = new("--full")
    {
        Description = "Examine every value. Without it a variable of more than 8 million values is sampled for its range and missing share, and the "
            + "output says so.",
    };

    public DescribeStep()
        : base("describe", "Say what a data file holds: product, variables with units and ranges, extent in space and time, flags, and what to do next.")
    {
        format.AcceptOnlyFromAmong("text", "json");
        Add(files, format, full);
        AddExample("oceanml-describe SD3902131_010.nc");
        AddExample("oceanml-describe *.nc --format json --output descriptions.json");
    }

    protected override bool OutputRequired => false;

    protected override string OutputDescription => "File to write; the description is printed where this is not given.";

    protected override void Execute(StepRun run)
    {
        var paths = run.Value(files)!;
        var limit = run.Value(full) ? long.MaxValue : FileDescriber.DefaultLimit;
        var descriptions = new List<FileDescription>();
        OceanException? failure = null;
        foreach (var path in paths)
        {
            try
            {
                descriptions.Add(FileDescriber.Describe(run.Input(path), limit));
            }
            catch (OceanException exception) when (paths.Length > 1)
            {
                run.Log(exception.Message);
                failure ??= exception;
            }
        }

        var text = run.Value(format) == "json" ? JsonReport.Of(descriptions, paths.Length > 1) : TextReport.Of(descriptions);
        if (run.OutputOrNull is { } output) run.Write(output, temporary => File.WriteAllText(temporary, text));
        else Print(text);
        if (failure is not null) throw new OceanException(failure.Code, $"{paths.Length - descriptions.Count} of {paths.Length} files could not be described");
    }

    // Standard output may be closed early, as by head: that is not a failure.
    private static void Print(string text)
    {
        try
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // The reader has seen enough.
        }
    }
}
